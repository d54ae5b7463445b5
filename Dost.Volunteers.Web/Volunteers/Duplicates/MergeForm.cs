using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Merging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Duplicates;

public enum MergeSide { Kept, Merged }

/// <summary>Whom to keep, whose of what differs, and why.</summary>
public sealed class MergeForm
{
    public Guid? Keep { get; set; }

    /// <summary>The plan that was on the page; see <see cref="MergePlan.Seen"/>.</summary>
    public string? Seen { get; set; }
    public MergeSide? Name { get; set; }
    public MergeSide? BornOn { get; set; }
    public MergeSide? Gender { get; set; }
    public MergeSide? Fin { get; set; }
    public MergeSide? Phone { get; set; }
    public MergeSide? Email { get; set; }
    public MergeSide? District { get; set; }
    public MergeSide? Culture { get; set; }
    public MergeSide? Guardian { get; set; }
    public string? Reason { get; set; }

    internal MergePlan Plan { get; private set; } = null!;
    internal string? KeptFin { get; set; }
    internal string? MergedFin { get; set; }

    internal bool AsksFin => Plan.CanBeDone && Plan.Pair.State is DuplicateState.Open && Plan.Differences.Any(d => d is { Field: MergeField.Fin, IsChoice: true });

    internal IReadOnlySet<MergeField> FromMerged => Enum.GetValues<MergeField>().Where(f => SideOf(f) is MergeSide.Merged).ToHashSet();

    internal void Show(MergePlan plan)
    {
        Plan = plan;
        Name ??= MergeSide.Kept;
        BornOn ??= MergeSide.Kept;
        Gender ??= MergeSide.Kept;
        Phone ??= MergeSide.Kept;
        Email ??= MergeSide.Kept;
        District ??= MergeSide.Kept;
        Culture ??= MergeSide.Kept;
        Guardian ??= MergeSide.Kept;
    }

    private MergeSide? SideOf(MergeField field) => field switch
    {
        MergeField.Name => Name,
        MergeField.BornOn => BornOn,
        MergeField.Gender => Gender,
        MergeField.Fin => Fin,
        MergeField.Phone => Phone,
        MergeField.Email => Email,
        MergeField.District => District,
        MergeField.Culture => Culture,
        MergeField.Guardian => Guardian,
    };
}

public sealed class MergeFormValidator : AbstractValidator<MergeForm>
{
    public MergeFormValidator(IStringLocalizer<Text> t)
    {
        // Which of two FINs is right nobody guesses: the card says it.
        RuleFor(f => f.Fin).NotNull().When(f => f.AsksFin).WithMessage(_ => t["Choose the FIN that stands on the identity card"]);
        RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write how you know that it is one person"])
            .MaximumLength(MergeService.ReasonMaxLength).WithMessage(_ => t["Write at most {0} characters", MergeService.ReasonMaxLength]);
    }
}

/// <summary>A pair in the list.</summary>
public sealed record DuplicateRow(Guid LikelyDuplicateId, DuplicatePerson First, DuplicatePerson Second, DateTime FoundAtUtc)
{
    public required Likeness Likeness { get; init; }
    public required NameLikeness Names { get; init; }
    public required bool HasTurnedBirthday { get; init; }
    public required bool SharesPhone { get; init; }
    public required bool HasCloseFin { get; init; }

    public Resemblance Resemblance => new(Likeness, Names, HasTurnedBirthday, SharesPhone, HasCloseFin);
}

public sealed record DuplicatePerson(string FullName, VolunteerState State, LocalName Centre, DateOnly BornOn);
