using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Dost.Volunteers.Web.Development;

/// <summary>A page that is there in development and in a demonstration, and not found in production whatever the settings say.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DevelopmentOnlyAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var services = context.HttpContext.RequestServices;
        var environment = services.GetRequiredService<IWebHostEnvironment>();
        var isDemo = !environment.IsProduction() && services.GetRequiredService<IConfiguration>().GetValue<bool>("Demo:Enabled");

        if (!environment.IsDevelopment() && !isDemo)
        {
            context.Result = new NotFoundResult();
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
