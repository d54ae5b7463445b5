using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Matching.Weights;

/// <summary>The weights as an administrator types them: whole numbers, and the spread in hundredths of a point.</summary>
public sealed class WeightsForm
{
    /// <summary>The most that the spread can be, in hundredths.</summary>
    public const int MostSpread = 100;

    public int? Skills { get; set; }
    public int? Distance { get; set; }
    public int? Idle { get; set; }
    public int? Reliability { get; set; }
    public int? ThisWeek { get; set; }
    public int? Continuity { get; set; }
    public int? Preference { get; set; }
    public int? Spread { get; set; }

    /// <summary>What was there when the page was opened.</summary>
    public string? Seen { get; set; }

    internal IEnumerable<int?> Weights => [Skills, Distance, Idle, Reliability, ThisWeek, Continuity, Preference];

    public static WeightsForm Of(MatchingValues values)
    {
        ArgumentNullException.ThrowIfNull(values);

        return new WeightsForm
        {
            Skills = Whole(values.Weights.Skills),
            Distance = Whole(values.Weights.Distance),
            Idle = Whole(values.Weights.Idle),
            Reliability = Whole(values.Weights.Reliability),
            ThisWeek = Whole(values.Weights.ThisWeek),
            Continuity = Whole(values.Weights.Continuity),
            Preference = Whole(values.Weights.Preference),
            Spread = Whole(values.Spread * 100),
            Seen = values.Seen,
        };
    }

    /// <summary>What was typed, within what is allowed; where nothing was, what is recommended.</summary>
    public MatchingValues ToValues()
    {
        var recommended = Of(MatchingValues.Recommended);

        return new MatchingValues(
            new ScoreWeights
            {
                Skills = Weight(Skills ?? recommended.Skills),
                Distance = Weight(Distance ?? recommended.Distance),
                Idle = Weight(Idle ?? recommended.Idle),
                Reliability = Weight(Reliability ?? recommended.Reliability),
                ThisWeek = Weight(ThisWeek ?? recommended.ThisWeek),
                Continuity = Weight(Continuity ?? recommended.Continuity),
                Preference = Weight(Preference ?? recommended.Preference),
            },
            Math.Clamp(Spread ?? recommended.Spread!.Value, 0, MostSpread) / 100.0);
    }

    private static int Whole(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    private static double Weight(int? typed) => Math.Clamp(typed!.Value, 0, (int)ScoreWeights.Most);
}

public sealed class WeightsFormValidator : AbstractValidator<WeightsForm>
{
    public WeightsFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Skills).NotNull().WithMessage(_ => t["Enter a number from 0 to 10"]).InclusiveBetween(0, 10).WithMessage(_ => t["Enter a number from 0 to 10"]);
        RuleFor(f => f.Distance).NotNull().WithMessage(_ => t["Enter a number from 0 to 10"]).InclusiveBetween(0, 10).WithMessage(_ => t["Enter a number from 0 to 10"]);
        RuleFor(f => f.Idle).NotNull().WithMessage(_ => t["Enter a number from 0 to 10"]).InclusiveBetween(0, 10).WithMessage(_ => t["Enter a number from 0 to 10"]);
        RuleFor(f => f.Reliability).NotNull().WithMessage(_ => t["Enter a number from 0 to 10"]).InclusiveBetween(0, 10).WithMessage(_ => t["Enter a number from 0 to 10"]);
        RuleFor(f => f.ThisWeek).NotNull().WithMessage(_ => t["Enter a number from 0 to 10"]).InclusiveBetween(0, 10).WithMessage(_ => t["Enter a number from 0 to 10"]);
        RuleFor(f => f.Continuity).NotNull().WithMessage(_ => t["Enter a number from 0 to 10"]).InclusiveBetween(0, 10).WithMessage(_ => t["Enter a number from 0 to 10"]);
        RuleFor(f => f.Preference).NotNull().WithMessage(_ => t["Enter a number from 0 to 10"]).InclusiveBetween(0, 10).WithMessage(_ => t["Enter a number from 0 to 10"]);
        RuleFor(f => f.Spread).NotNull().WithMessage(_ => t["Enter a number from 0 to 100"]).InclusiveBetween(0, WeightsForm.MostSpread).WithMessage(_ => t["Enter a number from 0 to 100"]);
        RuleFor(f => f.Skills).Must((form, _) => form.Weights.Any(w => w > 0)).When(f => f.Weights.All(w => w is not null)).WithMessage(_ => t["Let at least one weight be more than 0: else nobody comes first"]);
    }
}
