using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>What is taken along, how, and why.</summary>
public sealed class ExportForm
{
    /// <summary>Ticked before anybody has chosen: what a list to call people needs, and no more.</summary>
    public static IReadOnlyList<RosterColumn> Usual { get; } = [RosterColumn.FamilyName, RosterColumn.GivenName, RosterColumn.State, RosterColumn.Programme, RosterColumn.District, RosterColumn.Phone];

    public IReadOnlyList<RosterColumn>? Columns { get; set; }
    public RosterFormat? Format { get; set; }
    public string? Reason { get; set; }
}

public sealed class ExportFormValidator : AbstractValidator<ExportForm>
{
    private const int ShortestReason = 5;

    public ExportFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Columns).NotEmpty().WithMessage(_ => t["Choose at least one column"]).Must(c => c?.All(Enum.IsDefined) != false).WithMessage(_ => t["Choose at least one column"]);
        RuleFor(f => f.Format).NotNull().WithMessage(_ => t["Choose the kind of file"]).IsInEnum().WithMessage(_ => t["Choose the kind of file"]);
        RuleFor(f => f.Reason).Must(r => r?.Trim().Length >= ShortestReason).WithMessage(_ => t["Write what you need the list for"])
            .MaximumLength(RosterExport.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", RosterExport.ReasonMaxLength]);
    }
}

/// <summary>The form with what it is about.</summary>
public sealed record ExportPage(ExportForm Form, VolunteerFilter Filter, int Rows);
