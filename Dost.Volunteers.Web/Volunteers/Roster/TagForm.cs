using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>A word to be put on one volunteer.</summary>
public sealed class TagForm
{
    public string? TagName { get; set; }

    /// <summary>Something that is still a word when it is folded, and fits.</summary>
    public static bool IsWord(string? name) => name?.Trim() is { Length: > 0 and <= Tag.NameMaxLength } word && !word.Any(char.IsControl) && Tag.Fold(word).Any(char.IsLetterOrDigit);
}

public sealed class TagFormValidator : AbstractValidator<TagForm>
{
    public TagFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.TagName).Must(TagForm.IsWord).WithMessage(_ => t["Write a word or two, at most {0} letters", Tag.NameMaxLength]);
}

/// <summary>Something to remember about one volunteer.</summary>
public sealed class NoteForm
{
    /// <summary>Made with the form: the same form sent twice is one note.</summary>
    public Guid? NoteId { get; set; }
    public string? Note { get; set; }
}

public sealed class NoteFormValidator : AbstractValidator<NoteForm>
{
    public NoteFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Note).NotEmpty().WithMessage(_ => t["Write the note"])
        .MaximumLength(VolunteerNote.TextMaxLength).WithMessage(_ => t["At most {0} characters, please", VolunteerNote.TextMaxLength]);
}
