using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>Where one person stands in the intake, and what can be decided.</summary>
public sealed record DecisionPage
{
    public required Volunteer Volunteer { get; init; }
    public required IReadOnlyList<IntakeGap> Missing { get; init; }
    public required IReadOnlyDictionary<string, LocalName> CredentialNames { get; init; }
    public required IReadOnlyList<InterviewRow> Interviews { get; init; }
    public required IReadOnlyList<SignedContract> Contracts { get; init; }
    public required IReadOnlyList<ServiceTerm> Terms { get; init; }

    /// <summary>What the person was told on a no, in the language of the page; and what the coordinators noted.</summary>
    public required string RefusalWords { get; init; }
    public required string? RefusalNote { get; init; }
    public AcceptForm Accept { get; init; } = new();
    public NoteForm Note { get; init; } = new();
    public PaperForm Paper { get; init; } = new();

    public InterviewRow? OpenInterview => Interviews.FirstOrDefault(i => i.IsOpen);
    public bool CanBeAccepted => Volunteer.State is VolunteerState.Applied or VolunteerState.Interview && Volunteer.PhoneConfirmedAtUtc is not null;
    public bool LacksContract => Missing.Any(g => g.Kind is IntakeGapKind.Contract or IntakeGapKind.NewContract);
    public bool IsServing => Volunteer.State is VolunteerState.Active or VolunteerState.Paused;
    public bool CanReturn => Volunteer.State is VolunteerState.Completed or VolunteerState.Left;
}

public sealed record InterviewRow(Guid InterviewId, InterviewState State, DateTime InvitedAtUtc, DateTime? StartsAtUtc, DateTime? EndsAtUtc, InterviewWay? Way, string? Note)
{
    public bool IsOpen => State is InterviewState.Invited or InterviewState.Booked;
}

/// <summary>The page of a no: the reasons of the list, and before it goes the words that the person will read.</summary>
public sealed record RefusalPage(Guid VolunteerId, string Name, string Culture, IReadOnlyList<SelectListItem> Reasons)
{
    public MessageWords? Sms { get; init; }
    public MessageWords? Email { get; init; }
}
