using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Messages;

/// <summary>Reads what goes out to the people that one may see, the newest first. A page begins after the last message of the one before it.</summary>
public sealed class OutgoingReader(VolunteersDbContext db, OutboxDesk desk, RosterReader roster, CurrentUser user, PolicyReader policies)
{
    /// <summary>People of one name that are looked at; so many want a longer name.</summary>
    public const int MostPeople = 200;

    private const int OthersShown = 20;

    /// <param name="typed">What was typed to find people, or null.</param>
    public async Task<OutgoingPage> ReadAsync(OutgoingFilter filter, string? typed, CancellationToken ct)
    {
        var people = typed is null ? null : await PeopleAsync(typed, ct);
        var wanted = Wanted(filter);

        if (people is not null)
        {
            var ids = people.Take(MostPeople).ToList();
            wanted = wanted.Where(m => ids.Contains(m.RecipientId));
        }

        var found = wanted.OrderByDescending(m => m.CreatedAtUtc).ThenByDescending(m => m.OutboundMessageId);
        var rows = await NamedAsync(found.Take(Paging.DefaultSize + 1), ct);
        var whose = filter.Person is { } person ? await WhoAsync(person, ct) : null;

        return new OutgoingPage(filter, [.. rows.Take(Paging.DefaultSize)], rows.Count > Paging.DefaultSize, whose, (await policies.ReadAsync(ct)).Quiet, typed, people?.Count > MostPeople);
    }

    public async Task<OutgoingDetails?> FindAsync(Guid id, CancellationToken ct)
    {
        if ((await NamedAsync(desk.Visible().AsNoTracking().Where(m => m.OutboundMessageId == id), ct)).SingleOrDefault() is not { } row)
        {
            return null;
        }

        var others = desk.Visible().AsNoTracking().Where(m => m.RecipientId == row.RecipientId && m.SubjectId == row.SubjectId && m.OutboundMessageId != id)
            .OrderByDescending(m => m.CreatedAtUtc).ThenByDescending(m => m.OutboundMessageId).Take(OthersShown);

        return new OutgoingDetails(row, await NamedAsync(others, ct), (await policies.ReadAsync(ct)).Quiet);
    }

    /// <summary>The volunteers and the requests whose name or number was typed, as in their own lists: of those that one may see.</summary>
    private async Task<List<Guid>> PeopleAsync(string typed, CancellationToken ct)
    {
        var words = SearchText.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        if (SearchTerms.Asked(typed).Count == 0 || words.Length == 0)
        {
            return [];
        }

        var requests = db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user));
        requests = PhoneNumber.TryParse(typed, out var phone)
            ? requests.Where(r => r.Beneficiary.Phone == phone || r.ContactPhone == phone)
            : words.Aggregate(requests, (some, word) => some.Where(r => r.Beneficiary.SearchText.Contains(word)));
        var volunteers = await roster.Matching(new RosterFilter { Text = typed }).OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).Take(MostPeople + 1).ToListAsync(ct);

        return [.. volunteers, .. await requests.OrderByDescending(r => r.AskedAtUtc).ThenBy(r => r.HelpRequestId).Select(r => r.HelpRequestId).Take(MostPeople + 1).ToListAsync(ct)];
    }

    private IQueryable<OutboundMessage> Wanted(OutgoingFilter filter)
    {
        var messages = Standing(desk.Visible().AsNoTracking(), filter.State);

        if (filter.Kind is { } kind)
        {
            messages = messages.Where(m => m.Kind == kind);
        }

        if (filter.Channel is { } channel)
        {
            messages = messages.Where(m => m.Channel == channel);
        }

        if (filter.Day is { } day && day < DateOnly.MaxValue)
        {
            var (from, until) = (BakuTime.ToUtc(day, TimeOnly.MinValue), BakuTime.ToUtc(day.AddDays(1), TimeOnly.MinValue));
            messages = messages.Where(m => m.CreatedAtUtc >= from && m.CreatedAtUtc < until);
        }

        if (filter.Person is { } person)
        {
            messages = messages.Where(m => m.RecipientId == person);
        }

        if (filter.Shift is { } shift)
        {
            messages = messages.Where(m => db.Assignments.Any(a => a.ShiftId == shift && a.AssignmentId == m.SubjectId) || db.Swaps.Any(s => s.Assignment.ShiftId == shift && s.SwapId == m.SubjectId));
        }

        return filter.Edge() is (var at, var id)
            ? messages.Where(m => m.CreatedAtUtc < at || (m.CreatedAtUtc == at && m.OutboundMessageId.CompareTo(id) < 0))
            : messages;
    }

    private static IQueryable<OutboundMessage> Standing(IQueryable<OutboundMessage> messages, OutgoingStanding? standing) => standing switch
    {
        OutgoingStanding.Waiting => messages.Where(m => m.State == MessageState.Queued || m.State == MessageState.Sending),
        OutgoingStanding.Sent => messages.Where(m => m.State == MessageState.Sent),
        OutgoingStanding.Arrived => messages.Where(m => m.State == MessageState.Sent && m.DeliveredAtUtc != null),
        OutgoingStanding.Failed => messages.Where(m => m.State == MessageState.Failed),
        OutgoingStanding.NotSent => messages.Where(m => m.State == MessageState.Superseded || m.State == MessageState.Expired || m.State == MessageState.Suppressed),
        null => messages,
    };

    private async Task<OutgoingPerson?> WhoAsync(Guid volunteerId, CancellationToken ct) => await db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Where(v => v.VolunteerId == volunteerId)
        .Select(v => new OutgoingPerson(v.GivenName + " " + v.FamilyName, "~/desk/volunteers/" + volunteerId)).SingleOrDefaultAsync(ct);

    /// <summary>The names by a query for each kind of recipient, none for each row.</summary>
    private async Task<List<OutgoingRow>> NamedAsync(IQueryable<OutboundMessage> messages, CancellationToken ct)
    {
        var rows = await messages.Select(m => new OutgoingRow
        {
            OutboundMessageId = m.OutboundMessageId,
            Kind = m.Kind,
            Channel = m.Channel,
            RecipientKind = m.RecipientKind,
            RecipientId = m.RecipientId,
            SubjectId = m.SubjectId,
            SubjectVersion = m.SubjectVersion,
            Stage = m.Stage,
            CreatedAtUtc = m.CreatedAtUtc,
            DueAtUtc = m.DueAtUtc,
            NotAfterUtc = m.NotAfterUtc,
            IsUrgent = m.IsUrgent,
            State = m.State,
            Attempts = m.Attempts,
            SentAtUtc = m.SentAtUtc,
            DeliveredAtUtc = m.DeliveredAtUtc,
            Reason = m.Reason,
        }).ToListAsync(ct);
        var ids = rows.Select(r => r.RecipientId).Distinct().ToList();
        var volunteers = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.VolunteerId) && v.ErasedAtUtc == null)
            .ToDictionaryAsync(v => v.VolunteerId, v => v.GivenName + " " + v.FamilyName, ct);
        var guardians = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.VolunteerId) && v.GuardianName != null).ToDictionaryAsync(v => v.VolunteerId, v => v.GuardianName!, ct);
        var askers = await db.HelpRequests.AsNoTracking().Where(r => ids.Contains(r.HelpRequestId))
            .Select(r => new { r.HelpRequestId, Name = r.AskerName ?? r.Beneficiary.FullName }).ToDictionaryAsync(r => r.HelpRequestId, r => r.Name, ct);
        var accounts = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);

        OutgoingPerson? Who(OutgoingRow row) => row.RecipientKind switch
        {
            RecipientKind.Volunteer => volunteers.TryGetValue(row.RecipientId, out var name) ? new OutgoingPerson(name, $"~/desk/volunteers/{row.RecipientId}") : null,
            RecipientKind.Guardian => guardians.TryGetValue(row.RecipientId, out var name) ? new OutgoingPerson(name, $"~/desk/volunteers/{row.RecipientId}") : null,
            RecipientKind.Asker => askers.TryGetValue(row.RecipientId, out var name) ? new OutgoingPerson(name, $"~/desk/requests/{row.RecipientId}") : null,
            RecipientKind.Account => accounts.TryGetValue(row.RecipientId, out var name) ? new OutgoingPerson(name, null) : null,
            RecipientKind.Applicant => null,
        };

        return rows.ConvertAll(r => r with { To = Who(r) });
    }
}
