using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// What a browser posts is read the same way in every language: under az and ru the framework would read "1.5" as fifteen.
/// A decimal may be typed with a point or a comma, a date as 2026-11-24 or 24.11.2026.
/// </summary>
internal static class PlainBinding
{
    public static void UsePlainBinding(this MvcOptions mvc)
    {
        var factories = mvc.ValueProviderFactories;
        var index = factories.IndexOf(factories.Single(factory => factory is FormValueProviderFactory));
        factories[index] = new InvariantFormValueProviderFactory();
        factories.RemoveType<JQueryFormValueProviderFactory>();

        mvc.ModelBinderProviders.Insert(0, new PlainBinderProvider());
    }

    private sealed class InvariantFormValueProviderFactory : IValueProviderFactory
    {
        public async Task CreateValueProviderAsync(ValueProviderFactoryContext context)
        {
            var request = context.ActionContext.HttpContext.Request;

            if (!request.HasFormContentType)
            {
                return;
            }

            try
            {
                var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
                context.ValueProviders.Add(new FormValueProvider(BindingSource.Form, form, CultureInfo.InvariantCulture));
            }
            catch (InvalidDataException)
            {
                // More fields than any form has, or none that can be read. The token could not be read either, so the request is refused
                // already, and what runs here is the page that says so.
            }
        }
    }

    private sealed class PlainBinderProvider : IModelBinderProvider
    {
        private static readonly PlainBinder<DateOnly> _date = new(TryReadDate);
        private static readonly PlainBinder<TimeOnly> _time = new(TryReadTime);
        private static readonly PlainBinder<decimal> _decimal = new(TryReadDecimal);
        private static readonly PlainBinder<double> _double = new(TryReadDouble);

        public IModelBinder? GetBinder(ModelBinderProviderContext context)
        {
            var type = context.Metadata.UnderlyingOrModelType;

            return type == typeof(DateOnly) ? _date
                : type == typeof(TimeOnly) ? _time
                : type == typeof(decimal) ? _decimal
                : type == typeof(double) ? _double
                : null;
        }
    }

    private delegate bool Reader<T>(string text, out T value);

    private sealed class PlainBinder<T>(Reader<T> read) : IModelBinder
        where T : struct
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            var given = context.ValueProvider.GetValue(context.ModelName);

            if (given == ValueProviderResult.None)
            {
                return Task.CompletedTask;
            }

            context.ModelState.SetModelValue(context.ModelName, given);
            var text = given.FirstValue?.Trim();

            if (string.IsNullOrEmpty(text))
            {
                if (context.ModelMetadata.IsReferenceOrNullableType)
                {
                    context.Result = ModelBindingResult.Success(null);
                }

                return Task.CompletedTask;
            }

            if (read(text, out var value))
            {
                context.Result = ModelBindingResult.Success(value);
            }
            else
            {
                var messages = context.ModelMetadata.ModelBindingMessageProvider;
                context.ModelState.TryAddModelError(context.ModelName, messages.AttemptedValueIsInvalidAccessor(text, context.ModelName));
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>What the browser's own field sends, and what people type: also digits alone, since some phones' keypads have nothing else.</summary>
    private static readonly string[] _dateFormats = ["yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy", "d-M-yyyy", "d M yyyy", "ddMMyyyy"];

    private static bool TryReadDate(string text, out DateOnly value) => DateOnly.TryParseExact(
        text, _dateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static bool TryReadTime(string text, out TimeOnly value) => TimeOnly.TryParseExact(
        text, ["H:mm", "H:mm:ss", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static bool TryReadDecimal(string text, out decimal value) => decimal.TryParse(
        text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private static bool TryReadDouble(string text, out double value) => double.TryParse(
        text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
