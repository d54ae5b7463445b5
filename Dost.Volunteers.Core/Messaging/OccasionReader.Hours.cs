using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Occasions of the ledger of hours, and of certificates.</summary>
public sealed partial class OccasionReader
{
    private async Task<Func<OutboundMessage, Occasion?>> LedgerAsync(List<Guid> ids, HashSet<MessageKind> kinds, DateTime now, CancellationToken ct)
    {
        var checks = kinds.Contains(MessageKind.LedgerBroken) ? await db.LedgerChecks.AsNoTracking().Where(c => ids.Contains(c.LedgerCheckId)).ToDictionaryAsync(c => c.LedgerCheckId, ct) : [];
        var certificates = kinds.Contains(MessageKind.CertificateIssued) ? await db.Certificates.AsNoTracking().Where(c => ids.Contains(c.CertificateId)).ToDictionaryAsync(c => c.CertificateId, ct) : [];

        return message => message.Kind switch
        {
            MessageKind.LedgerBroken => checks.TryGetValue(message.SubjectId, out var check) ? OfCheck(check, now) : Occasion.Gone,
            MessageKind.CertificateIssued => certificates.TryGetValue(message.SubjectId, out var certificate) ? OfCertificate(certificate, now) : Occasion.Gone,
            _ => null,
        };
    }

    private static Occasion OfCheck(LedgerCheck check, DateTime now) => new(
        !check.IsSound,
        _ => new Dictionary<string, string> { ["count"] = check.BrokenChains.ToString(CultureInfo.InvariantCulture) },
        new OccasionLink(null, check.LedgerCheckId, now, "/admin/ledger"));

    private static Occasion OfCertificate(Certificate certificate, DateTime now) => new(
        certificate.RevokedAtUtc is null,
        culture => new Dictionary<string, string> { ["number"] = certificate.Number, ["hours"] = SpokenTime.Duration(certificate.Minutes, culture), ["attached"] = certificate.StoredFileId is null ? "" : AttachedIn(culture) },
        new OccasionLink(null, certificate.CertificateId, now, "/me/certificates"))
    {
        StoredFileId = certificate.StoredFileId,
    };

    internal static string AttachedIn(CultureInfo culture) => culture.Name switch
    {
        "ru" => "Сертификат приложен к этому письму как файл PDF.",
        "en" => "The certificate is attached to this e-mail as a PDF file.",
        _ => "Sertifikat bu məktuba PDF faylı kimi əlavə olunub.",
    };
}
