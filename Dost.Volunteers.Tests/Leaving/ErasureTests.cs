using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.Me;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Tests.Leaving;

/// <summary>Export tells everything, erasure leaves nothing: with made-up people from many seeds, looked for in every table and file.</summary>
public sealed class ErasureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    [InlineData(994501)]
    public async Task What_was_exported_is_nowhere_after_the_erasure_and_the_hours_stay(int seed)
    {
        await using var app = await TestApp.StartAsync();
        var known = await KnownVolunteer.AddAsync(app, seed);
        var stranger = await KnownVolunteer.AddAsync(app, seed + 1);
        var minutes = await MinutesAsync(app, known.Volunteer.VolunteerId);
        Assert.All(known.InTheClear, mark => Assert.NotEmpty(Found(app, [mark])));

        var export = await ExportAsync(app, known.Volunteer.VolunteerId);
        var told = export["data.json"] + string.Join('\n', export.Keys) + string.Join('\n', export.Where(f => f.Key.StartsWith("files/", StringComparison.Ordinal)).Select(f => f.Value));
        Assert.All(known.Marks, mark => Assert.Contains(mark, told, StringComparison.OrdinalIgnoreCase));
        Assert.All(stranger.Marks, mark => Assert.DoesNotContain(mark, told + export["index.html"], StringComparison.OrdinalIgnoreCase));

        await app.AskErasureAsync(known.Volunteer.VolunteerId);
        app.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(1, await EraseDueAsync(app));

        Assert.Empty(Found(app, known.Forbidden));
        Assert.NotEmpty(Found(app, [stranger.Volunteer.FamilyName]));
        Assert.Equal(minutes, await MinutesAsync(app, known.Volunteer.VolunteerId));
        await using var scope = app.NewScope();
        Assert.Null(await scope.Get<HoursLedger>().FirstBrokenAsync(known.Volunteer.VolunteerId, default));
        Assert.Equal(1, await scope.Db.Assignments.CountAsync(a => a.VolunteerId == known.Volunteer.VolunteerId && a.State == AssignmentState.Withdrawn));
        Assert.Equal(1, await scope.Db.AuditEntries.CountAsync(e => e.SubjectId == known.Volunteer.VolunteerId && e.Action == "VolunteerErased"));
        Assert.False(await scope.Db.Users.AnyAsync(a => a.Id == known.Account.Id));
        var left = await scope.Db.Volunteers.SingleAsync(v => v.VolunteerId == known.Volunteer.VolunteerId);
        Assert.Equal((VolunteerState.Left, new DateOnly(1998, 1, 1)), (left.State, left.BornOn));
        Assert.Equal(0, await EraseDueAsync(app));
    }

    [Fact]
    public async Task The_sign_in_and_the_links_of_who_was_erased_open_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);
        var unsubscribe = await app.TokenAsync(LinkPurpose.Unsubscribe, volunteer.VolunteerId);
        var stop = await app.TokenAsync(LinkPurpose.StopErasure, await app.AskErasureAsync(volunteer.VolunteerId), TimeSpan.FromDays(60));
        Assert.Equal("Salam, Leyla!", (await browser.GetPageAsync("/me")).Heading);

        app.Clock.Advance(TimeSpan.FromDays(14));
        await EraseDueAsync(app);

        Assert.StartsWith("/account/sign-in", (await browser.GetPageAsync("/me")).Path, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.NewBrowser().GetPageAsync($"/t/{unsubscribe}")).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.NewBrowser().GetPageAsync($"/t/{stop}")).Status);
        var administrator = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await administrator.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}")).Status);
    }

    [Fact]
    public async Task Until_the_day_one_press_on_the_link_stops_it_and_the_volunteer_goes_on()
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var erasureId = await app.AskErasureAsync(volunteer.VolunteerId);
        Assert.Equal(VolunteerState.Paused, (await app.ReloadAsync(volunteer)).State);
        app.Clock.Advance(TimeSpan.FromDays(13));
        Assert.Equal(0, await EraseDueAsync(app));
        var browser = app.NewBrowser();

        var page = await browser.GetPageAsync($"/t/{await app.TokenAsync(LinkPurpose.StopErasure, erasureId)}");
        Assert.True((await app.QueryAsync(db => db.Erasures.SingleAsync())).IsOpen);
        page = await browser.SubmitAsync(page, "main form");

        Assert.Equal("Məlumatlarınız saxlanılır", page.Heading);
        app.Clock.Advance(TimeSpan.FromDays(60));
        await EraseDueAsync(app);
        var kept = await app.ReloadAsync(volunteer);
        Assert.Equal((VolunteerState.Active, "Leyla"), (kept.State, kept.GivenName));
    }

    [Fact]
    public async Task A_shift_that_is_being_served_comes_first()
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var shift = await app.AddShiftAsync();
        var place = await app.PlaceAsync(shift, volunteer);
        app.GoTo(shift.StartsAtUtc);
        await app.CheckInAsync(place);
        await using var scope = app.NewScope();

        Assert.Equal(ErasureOutcome.ServingNow, await scope.Get<ErasureService>().AskAsync(volunteer.VolunteerId, ErasureCause.Asked, default));
        Assert.Equal(LeavingOutcome.ServingNow, await scope.Get<LeavingService>().LeaveAsync(volunteer.VolunteerId, null, default));
    }

    private static async Task<int> EraseDueAsync(TestApp app)
    {
        await using var scope = app.NewScope();

        return await scope.Get<ErasureService>().EraseDueAsync(50, default);
    }

    private static Task<int> MinutesAsync(TestApp app, Guid volunteerId) =>
        app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteerId && h.State == HoursState.Approved).SumAsync(h => h.Minutes));

    private static async Task<Dictionary<string, string>> ExportAsync(TestApp app, Guid volunteerId)
    {
        await using var scope = app.NewScope();
        var known = await scope.Get<PersonalDataReader>().ReadAsync(volunteerId, default);
        using var zipped = new MemoryStream();
        await scope.Get<ExportWriter>().WriteAsync(known!, zipped, default);
        using var zip = new ZipArchive(zipped, ZipArchiveMode.Read);

        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var reader = new StreamReader(e.Open(), Encoding.UTF8);

            return reader.ReadToEnd();
        });
    }

    /// <summary>Where any of the strings stands: in a column of a table, or in the bytes of a file of the data folder.</summary>
    private static List<string> Found(TestApp app, IEnumerable<string> strings)
    {
        var wanted = strings.ToList();
        var folder = app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.DataFolder;
        var found = new List<string>();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "volunteers.db")};Pooling=False");
        connection.Open();

        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(r => (string)r[0]).ToList())
        {
            foreach (var row in Rows(connection, $"SELECT * FROM \"{table}\""))
            {
                found.AddRange(from value in row
                               let text = value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)
                               from mark in wanted
                               where text.Contains(mark, StringComparison.OrdinalIgnoreCase)
                               select $"{table}: {mark}");
            }
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            found.AddRange(wanted.Where(mark => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0).Select(mark => $"{Path.GetFileName(path)}: {mark}"));
        }

        return found;
    }

    private static IEnumerable<object[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();

        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);

            yield return row;
        }
    }
}
