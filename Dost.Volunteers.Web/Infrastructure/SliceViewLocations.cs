using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Views are beside their controller: a controller in <c>Volunteers.Join</c> finds its own in <c>/Volunteers/Join/</c>.</summary>
internal sealed class SliceViewLocations : IViewLocationExpander
{
    private const string Slice = "slice";
    private static readonly string _root = typeof(DostVolunteersWebBuilder).Namespace + ".";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        if (context.ActionContext.ActionDescriptor is ControllerActionDescriptor { ControllerTypeInfo.Namespace: { } space }
            && space.StartsWith(_root, StringComparison.Ordinal))
        {
            context.Values[Slice] = space[_root.Length..].Replace('.', '/');
        }
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        context.Values.TryGetValue(Slice, out var slice)
            ? viewLocations.Prepend($"/{slice}/{{0}}.cshtml").Prepend($"/{slice}/{{1}}/{{0}}.cshtml")
            : viewLocations;
}
