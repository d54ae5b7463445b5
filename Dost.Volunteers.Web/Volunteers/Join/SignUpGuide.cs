using Dost.Volunteers.Core.Volunteers.SignUp;
using FluentValidation;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>Knows which page of the sign-up comes next: the first that was not answered, or whose answers no longer fit (a birthday, a changed date, a new rule).</summary>
public sealed class SignUpGuide(IValidator<PersonForm> person, IValidator<PlaceForm> place, IValidator<TimesForm> times)
{
    public async Task<SignUpStage> NextAsync(OpenDraft draft, JoinChoices choices, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(draft);

        var answers = draft.Answers;

        if (answers.Person is null || !(await person.ValidateAsync(With(PersonForm.Of(answers.Person), draft, choices), ct)).IsValid)
        {
            return SignUpStage.Person;
        }

        if (answers.Place is null || !(await place.ValidateAsync(With(PlaceForm.Of(answers.Place), draft, choices), ct)).IsValid)
        {
            return SignUpStage.Place;
        }

        return answers.Times is null || !(await times.ValidateAsync(With(TimesForm.Of(answers.Times), draft, choices), ct)).IsValid ? SignUpStage.Times : SignUpStage.Last;
    }

    public static string PathOf(SignUpStage stage) => stage switch
    {
        SignUpStage.Person => "~/join/you",
        SignUpStage.Place => "~/join/help",
        SignUpStage.Times => "~/join/times",
        SignUpStage.Last => "~/join/last",
    };

    internal static TForm With<TForm>(TForm form, OpenDraft? draft, JoinChoices choices)
        where TForm : StageForm
    {
        (form.Draft, form.Choices) = (draft, choices);

        return form;
    }
}
