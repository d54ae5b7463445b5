using System.Reflection;
using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Tests.Architecture;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Tests.Matching;

/// <summary>A volunteer never sees another's score, nor their own: scores are for staff, on the pages where candidates are chosen.</summary>
public partial class ScorePrivacyTests
{
    private static readonly string[] _forStaff = ["Dost.Volunteers.Web/Shifts/Desk/", "Dost.Volunteers.Web/Shifts/Plans/", "Dost.Volunteers.Web/HelpRequests/CallList/", "Dost.Volunteers.Web/Matching/", "Dost.Volunteers.Web/DostVolunteersWebBuilder.cs"];

    [Fact]
    public void Scores_are_named_on_pages_of_staff_only() => Offenders.None(
        SourceFiles.CSharp.Concat(SourceFiles.Views).Where(f => f.Path.StartsWith("Dost.Volunteers.Web/", StringComparison.Ordinal) && !_forStaff.Any(p => f.Path.StartsWith(p, StringComparison.Ordinal)))
            .Where(f => Scores().IsMatch(f.Code)).Select(f => f.Path));

    [Fact]
    public void Every_page_there_asks_for_staff()
    {
        var controllers = typeof(Access).Assembly.GetTypes()
            .Where(c => c.IsSubclassOf(typeof(ControllerBase)) && (c.Namespace!.EndsWith(".Shifts.Desk", StringComparison.Ordinal) || c.Namespace.EndsWith(".Shifts.Plans", StringComparison.Ordinal) || c.Namespace.Contains(".Web.Matching", StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(controllers);
        Offenders.None(controllers.Where(c => c.GetCustomAttribute<AuthorizeAttribute>()?.Policy is not (Access.Staff or Access.Administrator)).Select(c => c.Name));
        Offenders.None(controllers.SelectMany(c => c.GetMethods()).Where(m => m.GetCustomAttribute<AllowAnonymousAttribute>() is not null).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));
    }

    [Fact]
    public void No_message_export_calendar_or_table_holds_one()
    {
        string[] outward = ["Messaging", "Leaving", "Calendar", "Roster", "Hours", "Reports"];

        Offenders.None(outward.SelectMany(slice => SourceFiles.Below($"Dost.Volunteers.Core/{slice}")).Concat(new[] { "Senders", "Dispatch", "Reminders" }.SelectMany(folder => SourceFiles.Below($"Dost.Volunteers.Jobs/{folder}"))).Where(f => Scores().IsMatch(f.Code)).Select(f => f.Path));
        Assert.Contains(nameof(CandidateScore), Scores().Match("CandidateScore").Value, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b(CandidateScore|CandidateFinder|ScoreWords|ScorePart|ScoreFacts|Score\.(Of|ValueOf))\b")]
    private static partial Regex Scores();
}
