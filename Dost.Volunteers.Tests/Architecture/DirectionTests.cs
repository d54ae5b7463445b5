using System.Text.RegularExpressions;

namespace Dost.Volunteers.Tests.Architecture;

/// <summary>Which part may know which. docs/adr/0008 says why the directions inside Core are as they are.</summary>
public partial class DirectionTests
{
    /// <summary>Every slice of Core may use these.</summary>
    private static readonly string[] _free = ["Audit", "Centres", "Common", "Data", "Messaging", "Policies", "Privacy", "Reference"];

    /// <summary>What a slice uses besides. A line here is a decision: what is not listed is refused.</summary>
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["Centres"] = [],
        ["Common"] = [],
        ["Policies"] = ["Accounts"],
        ["Privacy"] = [],
        ["Reference"] = ["Volunteers"],
        ["Upkeep"] = [],
        ["Files"] = [],
        ["Volunteers"] = ["Accounts", "Files", "HelpRequests", "Matching"],
        ["Broadcasts"] = ["Accounts", "Roster", "Volunteers"],
        ["Calendar"] = ["Shifts", "Tasks", "Volunteers"],
        ["Tasks"] = ["Accounts", "Files", "HelpRequests", "Volunteers"],
        ["HelpRequests"] = ["Accounts", "Matching", "Safeguarding", "Shifts", "Tasks", "Volunteers"],
        ["Safeguarding"] = ["Accounts", "HelpRequests", "Shifts", "Volunteers"],
        ["Shifts"] = ["Accounts", "HelpRequests", "Matching", "Safeguarding", "Tasks", "Volunteers"],
        ["Matching"] = ["Accounts", "Shifts", "Tasks", "Volunteers"],
        ["Attendance"] = ["Accounts", "Files", "HelpRequests", "Hours", "Matching", "Safeguarding", "Shifts", "Tasks", "Volunteers"],
        ["Hours"] = ["Accounts", "Files", "Shifts", "Tasks", "Volunteers"],
        ["Leaving"] = ["Accounts", "Attendance", "Broadcasts", "Calendar", "Files", "HelpRequests", "Hours", "Matching", "Roster", "Safeguarding", "Shifts", "Tasks", "Upkeep", "Volunteers"],
        ["Reports"] = ["Accounts", "HelpRequests", "Hours", "Matching", "Safeguarding", "Shifts", "Tasks", "Volunteers"],
        ["Merging"] = ["Accounts", "Attendance", "Broadcasts", "Calendar", "Files", "HelpRequests", "Hours", "Leaving", "Matching", "Roster", "Safeguarding", "Shifts", "Volunteers"],
        ["Roster"] = ["Accounts", "Shifts", "Volunteers"],
        ["Accounts"] = ["Broadcasts", "HelpRequests", "Hours", "Matching", "Safeguarding", "Shifts", "Tasks", "Volunteers"],
        ["Audit"] = ["Accounts"],
        ["Messaging"] = ["Accounts", "Broadcasts", "HelpRequests", "Hours", "Leaving", "Matching", "Safeguarding", "Shifts", "Tasks", "Volunteers"],
        ["Data"] = ["Accounts", "Attendance", "Broadcasts", "Calendar", "Files", "HelpRequests", "Hours", "Leaving", "Matching", "Merging", "Reports", "Roster", "Safeguarding", "Shifts", "Tasks", "Upkeep", "Volunteers"],
    };

    /// <summary>What is no slice of Web, so that every slice may use it.</summary>
    private static readonly string[] _sharedInWeb = ["Infrastructure", "Localization", "Shared", "TagHelpers"];

    [Fact]
    public void Inside_Core_a_slice_uses_only_what_was_decided()
    {
        var uses = Uses("Dost.Volunteers.Core", "Core");

        Assert.NotEmpty(uses);
        Offenders.None(uses.Where(u => !_free.Contains(u.To) && !_allowed.GetValueOrDefault(u.From, []).Contains(u.To)).Select(u => $"{u.File}: {u.From} -> {u.To}").Distinct());
    }

    [Fact]
    public void Every_slice_of_Core_has_its_directions() =>
        Offenders.None(SourceFiles.Below("Dost.Volunteers.Core").Select(f => f.Path.Split('/')[1]).Distinct().Where(s => !s.EndsWith(".cs", StringComparison.Ordinal)).Except(_allowed.Keys));

    [Fact]
    public void Nothing_that_was_decided_is_out_of_use()
    {
        var uses = Uses("Dost.Volunteers.Core", "Core").Select(u => (u.From, u.To)).ToHashSet();
        string[] notYet = ["Reports -> Accounts", "Reports -> Shifts", "Reports -> Tasks", "Attendance -> Volunteers", "Shifts -> HelpRequests"];

        Offenders.None(_allowed.SelectMany(a => a.Value.Select(to => (From: a.Key, To: to))).Where(a => !uses.Contains(a)).Select(a => $"{a.From} -> {a.To}").Except(notYet));
    }

    [Fact]
    public void A_slice_of_Web_uses_no_other() =>
        Offenders.None(Uses("Dost.Volunteers.Web", "Web").Where(u => !_sharedInWeb.Contains(u.From) && !_sharedInWeb.Contains(u.To)).Select(u => $"{u.File}: {u.From} -> {u.To}").Distinct());

    [Fact]
    public void Core_and_Jobs_know_nothing_of_what_is_built_on_them()
    {
        Offenders.None(SourceFiles.Below("Dost.Volunteers.Core").Where(f => f.Code.Contains("Dost.Volunteers.Jobs", StringComparison.Ordinal) || f.Code.Contains("Dost.Volunteers.Web", StringComparison.Ordinal)).Select(f => f.Path));
        Offenders.None(SourceFiles.Below("Dost.Volunteers.Jobs").Where(f => f.Code.Contains("Dost.Volunteers.Web", StringComparison.Ordinal)).Select(f => f.Path));
    }

    [Fact]
    public void Only_the_senders_talk_to_the_outside_world()
    {
        var product = SourceFiles.CSharp.Where(f => !f.Path.StartsWith("Dost.Volunteers.Tests/", StringComparison.Ordinal) && !f.Path.StartsWith("Dost.Volunteers.Jobs/Senders/", StringComparison.Ordinal));

        Offenders.None(product.Where(f => Outside().IsMatch(f.Code)).Select(f => f.Path));
        Assert.Contains(SourceFiles.Below("Dost.Volunteers.Jobs/Senders"), f => Outside().IsMatch(f.Code));
    }

    [Fact]
    public void Only_Core_Data_holds_SQL() =>
        Offenders.None(SourceFiles.CSharp.Where(f => !f.Path.StartsWith("Dost.Volunteers.Core/Data/", StringComparison.Ordinal) && !f.Path.StartsWith("Dost.Volunteers.Tests/", StringComparison.Ordinal))
            .Where(f => Sql().IsMatch(f.Code)).Select(f => f.Path));

    /// <summary>Which slice uses which, by the namespaces that its files name.</summary>
    private static List<(string File, string From, string To)> Uses(string project, string prefix)
    {
        var slices = SourceFiles.Below(project).Concat(SourceFiles.Views.Where(f => f.Path.StartsWith(project + "/", StringComparison.Ordinal)))
            .Select(f => f.Path.Split('/')).Where(p => p.Length > 2).Select(p => p[1]).ToHashSet();

        return
        [
            .. from file in SourceFiles.CSharp.Concat(SourceFiles.Views)
               where file.Path.StartsWith(project + "/", StringComparison.Ordinal)
               let slice = file.Path.Split('/')[1]
               where slices.Contains(slice)
               from Match match in Namespace(prefix, slices).Matches(file.Code)
               let used = match.Groups["to"].Value
               where used != slice
               select (file.Path, slice, used),
        ];
    }

    /// <summary><c>Core.Shifts</c>, and <c>Shifts.Shift</c> as it is written from a neighbour.</summary>
    private static Regex Namespace(string prefix, IEnumerable<string> slices)
    {
        var names = string.Join('|', slices.Order(StringComparer.Ordinal));

        // From a neighbour in Core the rest of the namespace is enough; in Web the same words are also properties of pages.
        var relative = prefix is "Core" ? $@"|(?<![\w.])(?:Core\.)?(?<to>{names})\.[A-Z]" : $@"|(?<![\w.])Web\.(?<to>{names})\.[A-Z]";

        return new Regex($@"\bDost\.Volunteers\.{prefix}\.(?<to>{names})\b{relative}", RegexOptions.ExplicitCapture);
    }

    [GeneratedRegex(@"\b(HttpClient|IHttpClientFactory|SmtpClient|TcpClient|UdpClient|ClientWebSocket)\b|\bnew Socket\(|\busing (MailKit|MimeKit|Twilio)\b")]
    private static partial Regex Outside();

    [GeneratedRegex(@"\.(FromSql|ExecuteSql|SqlQuery)(Raw|Interpolated)?(Async)?\b|\bCreateCommand\(")]
    private static partial Regex Sql();
}
