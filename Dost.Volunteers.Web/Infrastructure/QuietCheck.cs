using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Cryptography;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Infrastructure;

public enum Sender
{
    Person,

    /// <summary>Too fast for a person, or a field was filled in that no person sees; perhaps a browser did it by itself. The page asks for one more press.</summary>
    Unsure,

    /// <summary>Filled in the unseen field again, after the page came back with it empty.</summary>
    Automatic,
}

/// <summary>
/// Tells forms that programs send from those that people send, without asking anybody anything and without another company: a field that
/// nobody sees, and the sealed moment at which the form was shown. <c>&lt;quiet-check /&gt;</c> puts both into the form.
/// </summary>
public sealed partial class QuietCheck(
    IDataProtectionProvider protection, IConfiguration configuration, IMeterFactory meters, TimeProvider clock, IStringLocalizer<Text> t, ILogger<QuietCheck> logger)
{
    /// <summary>Names that no password manager and no address book takes for its own.</summary>
    internal const string UnseenField = "Further";

    internal const string ShownField = "Shown";

    public const string MeterName = "Dost.Volunteers.Forms";

    private const string AskedKey = "quiet-check.asked";
    private static readonly TimeSpan _longestOpen = TimeSpan.FromDays(2);
    private readonly IDataProtector _protector = protection.CreateProtector("quiet-check.v1");
    private readonly Counter<long> _unlikely = meters.Create(MeterName).CreateCounter<long>("dost.forms.unlikely", description: "Forms that no person seems to have sent");

    private TimeSpan Fastest => TimeSpan.FromSeconds(configuration.GetValue("QuietCheck:FastestSeconds", 2.0));

    /// <summary>The sealed moment for the form that is being written. Where the page has just asked for another press, it keeps the first moment and says so.</summary>
    public string Stamp(HttpContext context) => context.Items[AskedKey] is DateTime shown ? Seal(shown, asked: true) : Seal(clock.UtcNow(), asked: false);

    /// <summary>Judges the form that was sent. Who is not a person for sure is counted, without a word of what they sent.</summary>
    public Sender Judge(HttpContext context, string form)
    {
        var fields = context.Request.Form;
        var now = clock.UtcNow();
        var (shown, asked) = Open(fields[ShownField].ToString());
        var isFilled = !string.IsNullOrEmpty(fields[UnseenField]);
        var isFast = shown is null || now - shown < Fastest || now - shown > _longestOpen;

        if (!isFilled && !isFast)
        {
            return Sender.Person;
        }

        var sender = isFilled && asked ? Sender.Automatic : Sender.Unsure;
        _unlikely.Add(1, new KeyValuePair<string, object?>("form", form), new KeyValuePair<string, object?>("sender", sender.ToString()));
        Log.Unlikely(logger, form, sender);
        context.Items[AskedKey] = shown is { } moment && now - moment <= _longestOpen ? moment : now;

        return sender;
    }

    /// <summary>Lets the page come back, as it was typed, with nothing said of why; where it has mistakes too, these are enough to say.</summary>
    public bool Accepts(HttpContext context, ModelStateDictionary modelState, string form, out bool isAutomatic)
    {
        ArgumentNullException.ThrowIfNull(modelState);

        var sender = Judge(context, form);
        isAutomatic = sender is Sender.Automatic;

        if (sender is Sender.Unsure && modelState.IsValid)
        {
            modelState.AddModelError("", t["Please look once more at what stands here, and press the button again"]);
        }

        return sender is not Sender.Unsure;
    }

    private string Seal(DateTime shown, bool asked) => _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{shown.Ticks}:{(asked ? 1 : 0)}"));

    private (DateTime? Shown, bool Asked) Open(string stamp)
    {
        try
        {
            var parts = stamp.Length is > 0 and < 1000 ? _protector.Unprotect(stamp).Split(':') : [];

            return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? (new DateTime(ticks, DateTimeKind.Utc), parts[1] == "1") : (null, false);
        }
        catch (CryptographicException)
        {
            return (null, false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A form ({Form}) came that no person seems to have sent: {Sender}")]
        public static partial void Unlikely(ILogger logger, string form, Sender sender);
    }
}
