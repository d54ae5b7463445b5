using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>Page 3 of the sign-up: when somebody is usually free.</summary>
public sealed class TimesForm : StageForm
{
    /// <summary>Cells of the week that were ticked, see <see cref="WeekCells"/>.</summary>
    public List<string> Free { get; set; } = [];

    [BindNever]
    public override SignUpStage Stage => SignUpStage.Times;

    public static TimesForm Of(TimesAnswers times) => new() { Free = [.. times.Free], Revision = times.Revision };

    /// <summary>The answers of a form that its validator took.</summary>
    public TimesAnswers ToAnswers() => new([.. Free.Distinct().Order(StringComparer.Ordinal)]) { Revision = Revision };
}

public sealed class TimesFormValidator : AbstractValidator<TimesForm>
{
    public TimesFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Free).Must(cells => cells.All(cell => WeekCells.WindowOf(cell) is not null)).WithMessage(_ => t["Choose one of the answers"]);
}
