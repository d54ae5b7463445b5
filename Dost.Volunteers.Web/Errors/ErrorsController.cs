using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Errors;

/// <summary>What people read when something went wrong. The status code stays what it was.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorsController : Controller
{
    [Route("error/{code:int}")]
    public IActionResult Show()
    {
        // Straight from the address: an argument is not bound where the form that came along cannot be read.
        var code = int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);

        // Somebody who types this address did not meet an error.
        if (HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is null
            && HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>() is null)
        {
            code = StatusCodes.Status404NotFound;
        }

        Response.StatusCode = code;
        ModelState.Clear();

        return View(code switch
        {
            StatusCodes.Status403Forbidden => "Forbidden",
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => "NotFound",
            StatusCodes.Status429TooManyRequests => "TooMany",
            StatusCodes.Status400BadRequest => "BadRequest",
            _ => "Failed",
        });
    }
}
