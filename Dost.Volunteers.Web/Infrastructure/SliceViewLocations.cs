using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>A slice may hold several controllers: their views are also looked for beside them, in the folder of their namespace.</summary>
internal sealed class SliceViewLocations : IViewLocationExpander
{
    private const string Slice = "slice";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        if (context.ActionContext.ActionDescriptor is ControllerActionDescriptor { ControllerTypeInfo.Namespace: { } space })
        {
            context.Values[Slice] = space[(space.LastIndexOf('.') + 1)..];
        }
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        context.Values.TryGetValue(Slice, out var slice)
            ? viewLocations.Prepend($"/{slice}/{{0}}.cshtml").Prepend($"/{slice}/{{1}}/{{0}}.cshtml")
            : viewLocations;
}
