using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>What a person reads when a field holds something that cannot be read as what it should be.</summary>
internal sealed class BindingMessages(IStringLocalizer<Text> t) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => t["“{0}” cannot be understood here. Write it as the example shows", value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => t["“{0}” cannot be understood here. Write it as the example shows", value]);
        messages.SetUnknownValueIsInvalidAccessor(_ => t["Choose one of the answers"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => t["Choose one of the answers"]);
        messages.SetValueIsInvalidAccessor(value => t["“{0}” cannot be understood here. Write it as the example shows", value]);
        messages.SetValueMustBeANumberAccessor(_ => t["Write a number in digits"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => t["Write a number in digits"]);
        messages.SetValueMustNotBeNullAccessor(_ => t["Fill this in"]);
        messages.SetMissingBindRequiredValueAccessor(_ => t["Fill this in"]);
        messages.SetMissingKeyOrValueAccessor(() => t["Fill this in"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => t["Fill this in"]);
    }
}
