using System.Linq.Expressions;
using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Core.Volunteers.Interviews;

namespace Dost.Volunteers.Core.Accounts;

/// <summary>
/// Which rows a person may see, as predicates for queries: a coordinator those of their centres, an administrator all, everybody else
/// none. What a page does not find in here it answers with "not found", so that it does not tell what exists elsewhere.
/// </summary>
public static class Visible
{
    public static Expression<Func<Volunteer, bool>> Volunteers(CurrentUser user)
    {
        // Each case a condition of its own: an "or" with a parameter would keep the database from its indexes.
        var (all, centres) = Scope(user);

        if (all)
        {
            return v => v.ErasedAtUtc == null;
        }

        if (centres.Count == 1)
        {
            var only = centres[0];

            return v => v.CentreId == only && v.ErasedAtUtc == null;
        }

        return v => centres.Contains(v.CentreId) && v.ErasedAtUtc == null;
    }

    /// <summary>Pairs of whom both may be seen: nobody learns by a likeness that somebody is known elsewhere.</summary>
    public static Expression<Func<LikelyDuplicate, bool>> Duplicates(CurrentUser user)
    {
        var (all, centres) = Scope(user);

        return all
            ? d => d.First.ErasedAtUtc == null && d.Second.ErasedAtUtc == null
            : d => d.First.ErasedAtUtc == null && d.Second.ErasedAtUtc == null && centres.Contains(d.First.CentreId) && centres.Contains(d.Second.CentreId);
    }

    public static Expression<Func<HelpRequest, bool>> HelpRequests(CurrentUser user)
    {
        // Cases of their own, as for volunteers: the board walks along an index.
        var (all, centres) = Scope(user);

        if (all)
        {
            return _ => true;
        }

        if (centres.Count == 1)
        {
            var only = centres[0];

            return r => r.CentreId == only;
        }

        return r => centres.Contains(r.CentreId);
    }

    /// <summary>
    /// The restricted record: a coordinator those of their centres that are not before an administrator, and nobody one about themselves or that they
    /// are part of as a volunteer.
    /// </summary>
    public static Expression<Func<Incident, bool>> Incidents(CurrentUser user)
    {
        var own = user.VolunteerId;
        var (all, centres) = Scope(user);
        return i => (all || (centres.Contains(i.CentreId) && i.EscalatedAtUtc == null)) && (own == null || i.VolunteerId == null || i.VolunteerId != own);
    }

    /// <summary>
    /// What somebody else asked to ease for a person of one's centres: nobody decides on what they asked for, nor on whether they themselves may visit
    /// again.
    /// </summary>
    public static Expression<Func<SafeguardEasing, bool>> EasingsToDecide(CurrentUser user)
    {
        var (account, own) = (user.AccountId, user.VolunteerId);
        var (all, centres) = Scope(user);
        return e => (all || centres.Contains(e.Beneficiary.CentreId)) && account != null && e.AskedById != account && (own == null || e.VolunteerId == null || e.VolunteerId != own);
    }

    /// <summary>What one asked to ease oneself, as long as one is staff.</summary>
    public static Expression<Func<SafeguardEasing, bool>> OwnEasings(CurrentUser user)
    {
        var (account, isStaff) = (user.AccountId, user.IsStaff);
        return e => isStaff && account != null && e.AskedById == account;
    }

    /// <summary>For operators of the hotline: the searches that found nobody, and that the coordinators have had in hand since before an instant.</summary>
    public static Expression<Func<Ladder, bool>> CallLists(CurrentUser user, DateTime toldBeforeUtc)
    {
        var isOperator = user.IsOperator;
        return l => isOperator && l.State == LadderState.CallList && l.EndedAtUtc <= toldBeforeUtc;
    }

    /// <summary>The records of the people helped in one's centres.</summary>
    public static Expression<Func<Beneficiary, bool>> Beneficiaries(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return b => all || centres.Contains(b.CentreId);
    }

    public static Expression<Func<VisitDay, bool>> VisitDays(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return d => all || centres.Contains(d.CentreId);
    }

    public static Expression<Func<Shift, bool>> Shifts(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return s => all || centres.Contains(s.CentreId);
    }

    /// <summary>Plans of centres that one may all manage: a plan says who serves in each of them.</summary>
    public static Expression<Func<MatchPlan, bool>> MatchPlans(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return p => all || (p.Centres.Any() && p.Centres.All(c => centres.Contains(c.CentreId)));
    }

    public static Expression<Func<VolunteerTask, bool>> Tasks(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return t => all || centres.Contains(t.CentreId);
    }

    public static Expression<Func<ShiftSeries, bool>> Series(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return s => all || centres.Contains(s.CentreId);
    }

    public static Expression<Func<HoursEntry, bool>> Hours(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return h => all || centres.Contains(h.CentreId);
    }

    /// <summary>Certificates of the volunteers of one's centres.</summary>
    public static Expression<Func<Certificate, bool>> Certificates(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return c => all || centres.Contains(c.CentreId);
    }

    /// <summary>The certificates of the volunteer who asks.</summary>
    public static Expression<Func<Certificate, bool>> OwnCertificates(CurrentUser user)
    {
        var own = user.VolunteerId;
        return c => own != null && c.VolunteerId == own;
    }

    public static Expression<Func<InterviewSlot, bool>> InterviewSlots(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return s => all || centres.Contains(s.CentreId);
    }

    /// <summary>The interviews of the volunteer who asks.</summary>
    public static Expression<Func<Interview, bool>> OwnInterviews(CurrentUser user)
    {
        var own = user.VolunteerId;
        return i => own != null && i.VolunteerId == own;
    }

    /// <summary>The signed contracts of the volunteer who asks, and for staff those of their centres.</summary>
    public static Expression<Func<SignedContract, bool>> ContractsToRead(CurrentUser user)
    {
        var own = user.VolunteerId;
        var (all, centres) = Scope(user);
        return c => (own != null && c.VolunteerId == own) || all || centres.Contains(c.Volunteer.CentreId);
    }

    public static Expression<Func<Credential, bool>> Credentials(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return c => all || centres.Contains(c.Volunteer.CentreId);
    }

    /// <summary>Own ones, and for staff those that they manage: who may open what was handed in.</summary>
    public static Expression<Func<Credential, bool>> CredentialsToRead(CurrentUser user)
    {
        var own = user.VolunteerId;
        var (all, centres) = Scope(user);
        return c => (own != null && c.VolunteerId == own) || all || centres.Contains(c.Volunteer.CentreId);
    }

    /// <summary>The credentials of the volunteer who asks.</summary>
    public static Expression<Func<Credential, bool>> OwnCredentials(CurrentUser user)
    {
        var own = user.VolunteerId;
        return c => own != null && c.VolunteerId == own;
    }

    /// <summary>The assignments of the volunteer who asks.</summary>
    public static Expression<Func<Assignment, bool>> OwnAssignments(CurrentUser user)
    {
        var own = user.VolunteerId;
        return a => own != null && a.VolunteerId == own;
    }

    public static Expression<Func<Swap, bool>> Swaps(CurrentUser user)
    {
        var (all, centres) = Scope(user);
        return s => all || centres.Contains(s.Assignment.Shift.CentreId);
    }

    /// <summary>The swaps in which the volunteer who asks for them is the colleague.</summary>
    public static Expression<Func<Swap, bool>> SwapsAskedOf(CurrentUser user)
    {
        var own = user.VolunteerId;
        return s => own != null && s.ColleagueId == own;
    }

    /// <summary>What one wrote, and what went to one's centre alone.</summary>
    public static Expression<Func<Broadcast, bool>> Broadcasts(CurrentUser user)
    {
        var own = user.AccountId;
        var (all, centres) = Scope(user);
        return b => all || (own != null && b.UserAccountId == own) || (b.CentreId != null && centres.Contains(b.CentreId.Value));
    }

    private static (bool All, IReadOnlyList<Guid> Centres) Scope(CurrentUser user) =>
        (user.IsAdministrator, user.IsCoordinator ? user.CentreIds : []);
}
