using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Files that people hand in, and how they are given out again.</summary>
public static class Uploads
{
    /// <summary>
    /// What a request may weigh: more than a file may, so that a photo that is too large is refused in words and not by a broken connection.
    /// All of it stays in memory: no paper ever lies on the disk unsealed.
    /// </summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>For the attribute of an input: a phone offers its camera.</summary>
    public const string Accept = "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png";

    /// <summary>Reads the file of a form; complains at the field, and gives null, where there is none to take.</summary>
    public static async Task<IncomingFile?> ReadUploadAsync(this ModelStateDictionary modelState, IFormFile? file, string field, IStringLocalizer<Text> t, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(modelState);

        if (file is null)
        {
            return null;
        }

        await using var stream = file.OpenReadStream();
        var reading = await FileStore.ReadAsync(stream, file.FileName, ct);

        if (t.Complaint(reading.Outcome) is { } complaint)
        {
            modelState.AddModelError(field, complaint);
        }

        return reading.File;
    }

    /// <summary>To be saved, never shown in the page; nothing in it may run, and nobody keeps a copy on the way.</summary>
    public static FileContentResult Download(this Controller controller, OpenedFile file)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(file);

        controller.Response.Headers.CacheControl = "no-store";
        controller.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";

        return controller.File(file.Content, file.ContentType, file.Name);
    }
}
