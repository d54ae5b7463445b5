using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.EntityFrameworkCore;

// Comparisons of texts are the database's here, in its own order; an ordinal one has no translation.
#pragma warning disable CA1309

namespace Dost.Volunteers.Core.Roster;

/// <summary>
/// Reads the list of volunteers, as far as who asks may see it. Without words it walks along the names, as the index has them, until a page is
/// full. With words it starts from the word that fewest people have, and takes at most a thousand: who sees more than that types on.
/// </summary>
public sealed class RosterReader(VolunteersDbContext db, CurrentUser user, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>Above this a word is common, and which of two common words leads makes no difference that is felt.</summary>
    private const int CommonWord = 2000;

    /// <summary>The page behind or before a person at its edge; the first page where neither is given or that person is not there.</summary>
    public async Task<RosterSlice> ListAsync(RosterFilter filter, Guid? after, Guid? before, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);

        if (AsksForNobody(filter.Text))
        {
            return new RosterSlice([], HasEarlier: false, HasLater: false, RosterCount.Of(0));
        }

        return SearchTerms.Asked(filter.Text) is { Count: > 0 } words
            ? await SearchAsync(filter, words, after, before, ct)
            : await WalkAsync(filter, after, before, ct);
    }

    /// <summary>All who fit, for what is done to all of them; in no order.</summary>
    public IQueryable<Volunteer> Matching(RosterFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);

        return AsksForNobody(filter.Text)
            ? db.Volunteers.Where(v => false)
            : SearchTerms.Asked(filter.Text).Aggregate(Filtered(filter), WithTerm);
    }

    /// <summary>The next of all who fit, in the order of the names, behind the search text of the last one that was read.</summary>
    public IQueryable<Volunteer> Next(RosterFilter filter, string after, int count) =>
        Matching(filter).Where(v => string.Compare(v.SearchText, after) > 0).OrderBy(v => v.SearchText).Take(count);

    /// <summary>Signs of which no name, number or address is made.</summary>
    private static bool AsksForNobody(string? text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsLetterOrDigit);

    private async Task<RosterSlice> WalkAsync(RosterFilter filter, Guid? after, Guid? before, CancellationToken ct)
    {
        var edge = await EdgeAsync(after ?? before, ct);
        var isBackward = edge is not null && after is null;

        // Of several centres each is walked along by itself: taken together they would have to be sorted first.
        var walks = CentresOf(filter).Select(c => Walk(Filtered(filter with { CentreId = c }), edge, isBackward).Take(PageSize + 1).Select(v => new { v.VolunteerId, v.SearchText }));
        var steps = await walks.Aggregate((all, one) => all.Concat(one)).ToListAsync(ct);

        // One more than is shown says whether there is a further page.
        var order = isBackward ? steps.OrderByDescending(s => s.SearchText, StringComparer.Ordinal) : steps.OrderBy(s => s.SearchText, StringComparer.Ordinal);
        var ids = order.Select(s => s.VolunteerId).Take(PageSize + 1).ToList();
        var isMore = ids.Count > PageSize;
        var page = ids.Take(PageSize).ToList();

        if (isBackward)
        {
            page.Reverse();
        }

        var count = RosterCount.Of(await Filtered(filter).Take(RosterCount.Limit + 1).CountAsync(ct));

        return new RosterSlice(await RowsAsync(page, ct), isBackward ? isMore : edge is not null, isBackward || isMore, count);
    }

    private static IQueryable<Volunteer> Walk(IQueryable<Volunteer> volunteers, string? edge, bool isBackward) => (edge, isBackward) switch
    {
        (null, _) => volunteers.OrderBy(v => v.SearchText),
        (_, true) => volunteers.Where(v => string.Compare(v.SearchText, edge) < 0).OrderByDescending(v => v.SearchText),
        _ => volunteers.Where(v => string.Compare(v.SearchText, edge) > 0).OrderBy(v => v.SearchText),
    };

    /// <summary>The centres to be walked along; a single null where one condition says it all.</summary>
    private IReadOnlyList<Guid?> CentresOf(RosterFilter filter) =>
        user.IsAdministrator || filter.CentreId is not null || user.CentreIds.Count < 2 ? [filter.CentreId] : [.. user.CentreIds.Select(c => (Guid?)c)];

    private async Task<RosterSlice> SearchAsync(RosterFilter filter, IReadOnlyList<TermRange> words, Guid? after, Guid? before, CancellationToken ct)
    {
        var hits = await HitsAsync(filter, await LeadFirstAsync(words, ct), ct);
        var count = RosterCount.Of(hits.Count);
        var sorted = hits.Take(RosterCount.Limit).OrderBy(h => h.SearchText, StringComparer.Ordinal).Select(h => h.VolunteerId).ToList();
        var start = after is { } last ? sorted.IndexOf(last) + 1 : before is { } first ? sorted.IndexOf(first) - PageSize : 0;
        start = Math.Clamp(start, 0, Math.Max(0, sorted.Count - 1));
        var page = sorted.Skip(start).Take(PageSize).ToList();

        return new RosterSlice(await RowsAsync(page, ct), start > 0, start + page.Count < sorted.Count, count);
    }

    /// <summary>The word that fewest people have comes first.</summary>
    private async Task<IReadOnlyList<TermRange>> LeadFirstAsync(IReadOnlyList<TermRange> words, CancellationToken ct)
    {
        if (words.Count == 1)
        {
            return words;
        }

        var counted = new List<(TermRange Word, int Count)>(words.Count);

        foreach (var word in words)
        {
            counted.Add((word, await Terms(word).Take(CommonWord).CountAsync(ct)));
        }

        return [.. counted.OrderBy(c => c.Count).ThenByDescending(c => c.Word.From.Length).Select(c => c.Word)];
    }

    /// <summary>Who has a term in the range of the first word and one in each of the others; each person once, the nearest terms first.</summary>
    private Task<List<Hit>> HitsAsync(RosterFilter filter, IReadOnlyList<TermRange> words, CancellationToken ct)
    {
        var lead = words[0];
        var volunteers = words.Skip(1).Aggregate(Filtered(filter), WithTerm);
        var terms = Terms(lead);

        // Written as a cross join, which SQLite does not turn round: it would rather read all people of the centre than a few terms.
        var hits =
            from term in terms
            from volunteer in volunteers
            where volunteer.VolunteerId == term.VolunteerId
                && !terms.Any(t => t.VolunteerId == term.VolunteerId && string.Compare(t.Term, term.Term) < 0)
            orderby term.Term, term.VolunteerId
            select new Hit(volunteer.VolunteerId, volunteer.SearchText);

        return hits.Take(RosterCount.Limit + 1).ToListAsync(ct);
    }

    private IQueryable<Volunteer> WithTerm(IQueryable<Volunteer> volunteers, TermRange word)
    {
        var terms = Terms(word);

        return volunteers.Where(v => terms.Any(t => t.VolunteerId == v.VolunteerId));
    }

    private IQueryable<VolunteerSearchTerm> Terms(TermRange word) =>
        db.VolunteerSearchTerms.AsNoTracking().Where(t => string.Compare(t.Term, word.From) >= 0 && string.Compare(t.Term, word.Until) < 0);

    private IQueryable<Volunteer> Filtered(RosterFilter filter)
    {
        var volunteers = db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user));

        if (filter.State is { } state)
        {
            volunteers = volunteers.Where(v => v.State == state);
        }

        if (filter.Programme is { } programme)
        {
            volunteers = volunteers.Where(v => v.Programme == programme);
        }

        if (filter.CentreId is { } centreId)
        {
            volunteers = volunteers.Where(v => v.CentreId == centreId);
        }

        if (filter.DistrictCode is { } district)
        {
            volunteers = volunteers.Where(v => v.DistrictCode == district);
        }

        if (filter.MinHours is { } atLeast)
        {
            volunteers = volunteers.Where(v => v.ServedMinutes >= atLeast * 60);
        }

        if (filter.MaxHours is { } atMost)
        {
            volunteers = volunteers.Where(v => v.ServedMinutes <= atMost * 60);
        }

        return WithParts(volunteers, filter);
    }

    private IQueryable<Volunteer> WithParts(IQueryable<Volunteer> volunteers, RosterFilter filter)
    {
        if (filter.SkillCode is { } skill)
        {
            volunteers = volunteers.Where(v => v.Skills.Any(s => s.SkillCode == skill));
        }

        if (filter.LanguageCode is { } language)
        {
            volunteers = volunteers.Where(v => v.Languages.Any(l => l.LanguageCode == language));
        }

        if (filter.TagId is { } tag)
        {
            volunteers = volunteers.Where(v => db.VolunteerTags.Any(t => t.VolunteerId == v.VolunteerId && t.TagId == tag));
        }

        if (filter.CredentialCode is { } credential)
        {
            var on = filter.AvailableOn ?? clock.TodayInBaku();
            var good = db.Credentials.Where(Credential.ValidOn(on)).Where(c => c.CredentialTypeCode == credential);
            volunteers = filter.LacksCredential
                ? volunteers.Where(v => !good.Any(c => c.VolunteerId == v.VolunteerId))
                : volunteers.Where(v => good.Any(c => c.VolunteerId == v.VolunteerId));
        }

        if (filter.AvailableOn is { } day)
        {
            var weekday = day.DayOfWeek;
            volunteers = volunteers.Where(v => v.Availability.Any(w => w.Day == weekday) && !v.Blackouts.Any(b => b.FirstOn <= day && b.LastOn >= day));
        }

        return volunteers;
    }

    private Task<string?> EdgeAsync(Guid? volunteerId, CancellationToken ct) => volunteerId is null
        ? Task.FromResult<string?>(null)
        : db.Volunteers.Where(Visible.Volunteers(user)).Where(v => v.VolunteerId == volunteerId).Select(v => (string?)v.SearchText).SingleOrDefaultAsync(ct);

    private async Task<IReadOnlyList<RosterRow>> RowsAsync(List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.VolunteerId)).Select(v => new RosterRow
        {
            VolunteerId = v.VolunteerId,
            GivenName = v.GivenName,
            FamilyName = v.FamilyName,
            State = v.State,
            Programme = v.Programme,
            District = v.District.Name,
            BornOn = v.BornOn,
            AppliedAtUtc = v.AppliedAtUtc,
            IsPhoneConfirmed = v.PhoneConfirmedAtUtc != null,
            HasFailedContact = v.PhoneFailedAtUtc != null || v.EmailFailedAtUtc != null,
            ServedMinutes = v.ServedMinutes,
        }).ToDictionaryAsync(r => r.VolunteerId, ct);
        var tags = (await db.VolunteerTags.AsNoTracking().Where(t => ids.Contains(t.VolunteerId)).OrderBy(t => t.Tag.FoldedName)
            .Select(t => new { t.VolunteerId, t.Tag.Name }).ToListAsync(ct)).ToLookup(t => t.VolunteerId, t => t.Name);

        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id] with { Tags = [.. tags[id]] })];
    }

    private sealed record Hit(Guid VolunteerId, string SearchText);
}
