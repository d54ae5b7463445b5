using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Import;

/// <summary>A list of volunteers to upload, and for which centre.</summary>
public sealed class UploadForm
{
    public Guid? CentreId { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>The centres to choose from, not from the browser.</summary>
    public IReadOnlyList<SelectListItem> Centres { get; internal set; } = [];
}

public sealed class UploadFormValidator : AbstractValidator<UploadForm>
{
    public UploadFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.CentreId).Must((form, id) => form.Centres.Any(c => Guid.TryParse(c.Value, out var centre) && centre == id)).WithMessage(_ => t["Choose the centre that keeps these volunteers"]);
        RuleFor(f => f.File).Cascade(CascadeMode.Stop)
            .NotNull().WithMessage(_ => t["Choose the file with the list"])
            .Must(file => file!.Length > 0).WithMessage(_ => t["The file is empty"])
            .Must(file => file!.Length <= ImportTable.MaxBytes).WithMessage(_ => t["The file is larger than 2 MB. Divide the list into several files"]);
    }
}
