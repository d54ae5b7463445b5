using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shared;

/// <summary>A certificate in its own language, whatever the page around it speaks: made for the screen and for one sheet of A4.</summary>
public sealed record CertificateSheet
{
    public required string Culture { get; init; }
    public required string Title { get; init; }
    public required string Lead { get; init; }
    public required string Name { get; init; }
    public required string Text { get; init; }
    public required string Hours { get; init; }
    public required IReadOnlyList<(string Term, string Words)> Facts { get; init; }
    public required string Agency { get; init; }
    public required string HowToCheck { get; init; }
    public required string CodeLabel { get; init; }
    public required string Address { get; init; }
    public required QrCode Code { get; init; }

    /// <summary>On a page of its own it is the heading of the page.</summary>
    public bool IsAlone { get; init; }

    /// <summary>None where it holds.</summary>
    public string? Revoked { get; init; }

    public static CertificateSheet Of(Certificate certificate, string address, IStringLocalizer<Text> t)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(t);
        var (culture, before) = (CultureInfo.GetCultureInfo(certificate.Culture), CultureInfo.CurrentUICulture);

        try
        {
            CultureInfo.CurrentUICulture = culture;

            return new CertificateSheet
            {
                Culture = certificate.Culture,
                Title = t["Certificate"],
                Lead = t["This is to certify that"],
                Name = certificate.HolderName,
                Text = t["has served as a volunteer of DOST and given their time to people who need help. Time of service:"],
                Hours = SpokenTime.Duration(certificate.Minutes, culture),
                Facts =
                [
                    (t["Period"], $"{SpokenTime.FullDate(certificate.FromOn, culture)} – {SpokenTime.FullDate(certificate.UntilOn, culture)}"),
                    (t["Centre"], certificate.CentreName),
                    (t["Programme"], t.NameOf(certificate.Programme)),
                    (t["Number"], certificate.Number),
                    (t["Issued on"], SpokenTime.FullDate(BakuTime.DateOf(certificate.IssuedAtUtc), culture)),
                ],
                Agency = t["DOST, the Agency for Sustainable and Operational Social Security"],
                HowToCheck = t["Whether this certificate is genuine can be checked with the code or at this address:"],
                CodeLabel = t["QR code: leads to the page that confirms this certificate"],
                Address = address,
                Code = QrCode.Of(address),
                Revoked = certificate.RevokedAtUtc is { } revoked ? t["Revoked on {0}", SpokenTime.FullDate(BakuTime.DateOf(revoked), culture)].Value : null,
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
