using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>For whom something is to be done, and what. The filter of the list travels beside it.</summary>
public sealed class BulkForm
{
    /// <summary>Those ticked, as they stand in the form.</summary>
    public IReadOnlyList<string>? Ids { get; set; }

    /// <summary>Not those ticked, but all who fit the filter.</summary>
    public string? Everybody { get; set; }
    public BulkAction? Action { get; set; }
    public string? TagName { get; set; }
    public string? Reason { get; set; }

    public bool IsForEverybody => Everybody == "true";

    public IReadOnlyList<Guid> Chosen => [.. (Ids ?? []).Select(i => Guid.TryParse(i, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];
}

public sealed class BulkFormValidator : AbstractValidator<BulkForm>
{
    /// <summary>More boxes than a page has cannot be ticked.</summary>
    private const int MostTicked = 100;

    public BulkFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Action).NotNull().WithMessage(_ => t["Choose what shall be done"]).IsInEnum().WithMessage(_ => t["Choose what shall be done"]);
        RuleFor(f => f.Chosen).Must((form, chosen) => form.IsForEverybody || chosen.Count is > 0 and <= MostTicked).OverridePropertyName(nameof(BulkForm.Action))
            .WithMessage(_ => t["Tick at least one person in the list, or choose all who fit the filter"]);

        When(f => f.Action is BulkAction.AddTag or BulkAction.RemoveTag, () =>
            RuleFor(f => f.TagName).Must(TagForm.IsWord).WithMessage(_ => t["Write a word or two, at most {0} letters", Tag.NameMaxLength]));
        When(f => f.Action is BulkAction.Pause, () =>
            RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write why they pause"])
                .MaximumLength(BulkBatch.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", BulkBatch.ReasonMaxLength]));
    }
}
