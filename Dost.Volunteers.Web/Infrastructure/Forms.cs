using System.Reflection;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>What every form does: ask its validator, and come back as it was typed when something is wrong.</summary>
public static class Forms
{
    /// <summary>Adds the validator's complaints to the model state; a field that could not be read at all keeps that one complaint.</summary>
    public static async Task<bool> AcceptsAsync<TForm>(
        this ModelStateDictionary modelState, TForm form, IValidator<TForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(modelState);
        ArgumentNullException.ThrowIfNull(validator);

        var result = await validator.ValidateAsync(form, ct);
        var unreadable = modelState.Where(entry => entry.Value?.Errors.Count > 0).Select(entry => entry.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

        foreach (var failure in result.Errors.Where(failure => !unreadable.Contains(failure.PropertyName)).DistinctBy(failure => failure.PropertyName))
        {
            modelState.AddModelError(failure.PropertyName, failure.ErrorMessage);
        }

        return modelState.IsValid;
    }

    /// <summary>The same page again, with what was typed and what to correct: 422.</summary>
    public static ViewResult FormView(this Controller controller, object form, string? viewName = null)
    {
        ArgumentNullException.ThrowIfNull(controller);

        var view = controller.View(viewName, form);
        view.StatusCode = StatusCodes.Status422UnprocessableEntity;

        return view;
    }

    /// <summary>Registers every validator of the assembly for the form that it checks.</summary>
    public static IServiceCollection AddValidatorsOf(this IServiceCollection services, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        foreach (var validator in assembly.GetTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var contract in validator.GetInterfaces().Where(IsValidatorOfOneForm))
            {
                services.AddScoped(contract, validator);
            }
        }

        return services;
    }

    private static bool IsValidatorOfOneForm(Type contract) =>
        contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IValidator<>);
}
