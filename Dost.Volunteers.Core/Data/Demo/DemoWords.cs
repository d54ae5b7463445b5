using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>The administrator wrote one letter warmer, in Azerbaijani: a first try, and what holds now.</summary>
internal static class DemoWords
{
    private const MessageKind Kind = MessageKind.TermCompleted;
    private const string Culture = "az";

    public static async Task AddAsync(VolunteersDbContext db, DateTime nowUtc, CancellationToken ct)
    {
        var supplied = MessageTemplates.Find(Kind, MessageChannel.Email, Culture)!;
        var administrator = await db.Users.Where(u => u.Email == DemoAccounts.Administrator).Select(u => u.Id).SingleAsync(ct);
        (string Subject, int DaysAgo)[] versions = [("Təşəkkür edirik, {name}!", 12), ("{name}, xidmət müddətiniz başa çatdı. Təşəkkür edirik!", 9)];

        foreach (var (index, version) in versions.Index())
        {
            db.MessageTemplateVersions.Add(new MessageTemplateVersion
            {
                MessageTemplateVersionId = Guid.CreateVersion7(),
                Kind = Kind,
                Channel = MessageChannel.Email,
                Culture = Culture,
                Number = index + 1,
                Subject = version.Subject,
                Body = supplied.Body.Replace("sağ olun.", "ürəkdən sağ olun.", StringComparison.Ordinal),
                SavedAtUtc = nowUtc.AddDays(-version.DaysAgo),
                SavedById = administrator,
            });
        }

        await db.SaveChangesAsync(ct);
    }
}
