using System.Globalization;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.Data.Sqlite;

namespace Dost.Volunteers.Bench;

/// <summary>Writes rows into a SQLite file as fast as it takes them, one prepared statement a table.</summary>
internal sealed class CountryRows(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private static readonly DateTime _then = new(2026, 1, 10, 8, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public void Volunteer(Guid id, CentrePlace centre, string district, Programme programme, DateOnly bornOn, Gender gender, VolunteerState state, int? cap, int number) => Insert(
        "Volunteers",
        ("VolunteerId", id), ("AppliedAtUtc", _then), ("BornOn", bornOn), ("CentreId", centre.CentreId), ("CommitmentsVersion", id), ("Culture", "az"), ("DistrictCode", district),
        ("EmailOptedOut", false), ("FamilyName", "Könüllü"), ("Gender", gender.ToString()), ("GivenName", string.Create(CultureInfo.InvariantCulture, $"N{number}")),
        ("Phone", string.Create(CultureInfo.InvariantCulture, $"+99450{number:0000000}")), ("PhoneConfirmedAtUtc", _then), ("Programme", programme.ToString()),
        ("SearchText", string.Create(CultureInfo.InvariantCulture, $"konullu n{number}")), ("ServedMinutes", 0), ("SmsOptedOut", false), ("State", state.ToString()), ("WaitsSinceAtUtc", _then), ("WeeklyCapMinutes", cap));

    public void Skill(Guid id, string code) => Insert("VolunteerSkills", ("VolunteerId", id), ("SkillCode", code));

    public void Language(Guid id, string code) => Insert("VolunteerLanguages", ("VolunteerId", id), ("LanguageCode", code));

    public void Window(Guid id, DayOfWeek day, TimeOnly from, TimeOnly to) =>
        Insert("AvailabilityWindows", ("AvailabilityWindowId", Guid.CreateVersion7()), ("VolunteerId", id), ("Day", day.ToString()), ("StartsAt", from), ("EndsAt", to));

    public void Away(Guid id, DateOnly first, DateOnly last) =>
        Insert("BlackoutPeriods", ("BlackoutPeriodId", Guid.CreateVersion7()), ("VolunteerId", id), ("FirstOn", first), ("LastOn", last));

    public void Credential(Guid id, string type, DateOnly issued, DateOnly? expires) => Insert(
        "Credentials",
        ("CredentialId", Guid.CreateVersion7()), ("VolunteerId", id), ("CredentialTypeCode", type), ("IssuedOn", issued), ("ExpiresOn", expires), ("State", "Verified"), ("SubmittedAtUtc", _then), ("Version", id));

    public void Shift(Guid id, Guid roleId, Guid taskId, Guid centreId, DateTime from, DateTime to, int capacity, ShiftState state)
    {
        Insert("Shifts", ("ShiftId", id), ("CentreId", centreId), ("EndsAtUtc", to), ("IsChangedByHand", false), ("MeetingPoint", "Giriş"), ("Revision", 0), ("StartsAtUtc", from), ("State", state.ToString()), ("Version", id), ("VolunteerTaskId", taskId));
        Insert("ShiftRoles", ("ShiftRoleId", roleId), ("ShiftId", id), ("Name", "Köməkçi"), ("Capacity", capacity), ("PlacesTaken", capacity), ("Vetting", 0), ("MinimumAge", 0), ("Version", id));
    }

    public void Assignment(Guid shiftId, Guid roleId, Guid volunteerId, AssignmentState state) => Insert(
        "Assignments",
        ("AssignmentId", Guid.CreateVersion7()), ("ShiftId", shiftId), ("ShiftRoleId", roleId), ("VolunteerId", volunteerId), ("State", state.ToString()), ("Round", 1), ("AnsweredAtUtc", _then),
        ("WasClosedBySystem", false), ("WasSentLater", false), ("WrongPins", 0), ("Version", volunteerId));

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }
    }

    private void Insert(string table, params ReadOnlySpan<(string Column, object? Value)> values)
    {
        if (!_commands.TryGetValue(table, out var command))
        {
            command = connection.CreateCommand();
            command.Transaction = transaction;
            List<string> columns = [];

            foreach (var (column, _) in values)
            {
                columns.Add(column);
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + column });
            }

            command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "$" + c))})";
            _commands[table] = command;
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
