using System.Globalization;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shifts.Desk;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Work;

/// <summary>A task or template as a coordinator types it.</summary>
public sealed class TaskForm
{
    /// <summary>The id that a new one will have, so that a second press adds nothing.</summary>
    public Guid? TaskId { get; set; }

    public Guid? Template { get; set; }

    /// <summary>The version that was seen when a standing one was opened.</summary>
    public Guid Version { get; set; }

    public Guid? CentreId { get; set; }

    public bool KeepAsTemplate { get; set; }

    public string? CategoryCode { get; set; }

    public string? Title { get; set; }

    public PlaceKind? Place { get; set; }

    public string? DistrictCode { get; set; }

    public string? Address { get; set; }

    /// <summary>Degrees north and east, as maps give them: <c>40.3777, 49.8920</c>.</summary>
    public string? Point { get; set; }

    public string? MeetingPoint { get; set; }

    public string? Instructions { get; set; }

    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }

    public List<RoleForm> Roles { get; set; } = [];

    [BindNever]
    public TaskChoices Choices { get; set; } = null!;

    /// <summary>Whether it is added; the centre of a standing one stays.</summary>
    [BindNever]
    public bool IsNew { get; set; }

    public TaskDetails ToDetails() => new(CategoryCode!, Place!.Value)
    {
        Title = Clean(Title),
        Instructions = Clean(Instructions),
        DistrictCode = Clean(DistrictCode),
        Address = Clean(Address),
        Point = ReadPoint(Point),
        MeetingPoint = Clean(MeetingPoint),
        ContactName = Clean(ContactName),
        ContactPhone = string.IsNullOrWhiteSpace(ContactPhone) ? null : SharedRules.CleanPhone(ContactPhone),
        Roles = [.. Roles.Where(role => !role.IsEmpty).Select(role => role.ToTaskRole())],
    };

    internal static MapPoint? ReadPoint(string? typed) =>
        typed?.Split(',', StringSplitOptions.TrimEntries) is [var north, var east]
        && double.TryParse(north, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var latitude) && latitude is > 38 and < 42
        && double.TryParse(east, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var longitude) && longitude is > 44 and < 51
            ? new MapPoint(latitude, longitude)
            : null;

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public sealed record TaskChoices(
    IReadOnlyList<SelectListItem> Centres, IReadOnlyList<SelectListItem> Categories, IReadOnlyList<SelectListItem> Places, IReadOnlyList<SelectListItem> Districts);

public sealed class TaskFormValidator : AbstractValidator<TaskForm>
{
    public TaskFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.CentreId).Must((form, id) => !form.IsNew || form.Choices.Centres.Any(c => c.Value == id?.ToString())).WithMessage(_ => t["Choose the centre"]);
        RuleFor(f => f.CategoryCode).Must((form, code) => form.Choices.Categories.Any(c => c.Value == code)).WithMessage(_ => t["Choose the kind of work"]);
        RuleFor(f => f.Title).AtMost(VolunteerTask.TitleMaxLength, t);
        RuleFor(f => f.Place).NotNull().WithMessage(_ => t["Say where the work is"]).IsInEnum().WithMessage(_ => t["Say where the work is"]);
        When(f => f.Place is PlaceKind.Address, () =>
        {
            RuleFor(f => f.DistrictCode).Must((form, code) => !string.IsNullOrEmpty(code) && form.Choices.Districts.Any(d => d.Value == code)).WithMessage(_ => t["Choose a district"]);
            RuleFor(f => f.Address).NotEmpty().WithMessage(_ => t["Write the address"]).AtMost(VolunteerTask.AddressMaxLength, t);
            RuleFor(f => f.Point).Must(point => string.IsNullOrWhiteSpace(point) || TaskForm.ReadPoint(point) is not null)
                .WithMessage(_ => t["Write the point as maps give it, for example 40.3777, 49.8920"]);
        });
        RuleFor(f => f.MeetingPoint).NotEmpty().WithMessage(_ => t["Write where to meet"]).AtMost(VolunteerTask.MeetingPointMaxLength, t);
        RuleFor(f => f.Instructions).AtMost(VolunteerTask.InstructionsMaxLength, t);
        RuleFor(f => f.ContactName).AtMost(VolunteerTask.ContactNameMaxLength, t).IsName(t);
        RuleFor(f => f.ContactPhone).IsPhone(t).When(f => !string.IsNullOrWhiteSpace(f.ContactPhone));
        RuleFor(f => f.ContactPhone).NotEmpty().WithMessage(_ => t["Write the phone of the contact person"]).When(f => !string.IsNullOrWhiteSpace(f.ContactName));
        RuleFor(f => f.Roles).Must(roles => roles.Count is > 0 and <= NewShiftForm.MostRoles).WithMessage(_ => t["Say who is needed, in one to four roles"]);
        this.RoleRules(f => f.Roles, f => f.Roles, t);
    }
}

/// <summary>When and where a further shift of a task is, and who is needed.</summary>
public sealed class TaskShiftForm : TimeForm
{
    public List<RoleForm> Roles { get; set; } = [];

    public bool Publish { get; set; }

    [BindNever]
    public TaskPage Task { get; set; } = null!;
}

public sealed class TaskShiftFormValidator : TimeFormValidator<TaskShiftForm>
{
    public TaskShiftFormValidator(IStringLocalizer<Text> t)
        : base(t) => this.RoleRules(f => f.Roles, f => f.Roles, t);
}
