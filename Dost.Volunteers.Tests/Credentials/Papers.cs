using System.Buffers.Binary;
using System.Net.Http.Headers;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Credentials;

/// <summary>Files as people hand them in, and what volunteers hold.</summary>
internal static class Papers
{
    public static byte[] Pdf { get; } = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"u8.ToArray();

    /// <summary>The head of a PNG that says to be so large; nobody looks at the rest.</summary>
    public static byte[] Png(uint width = 800, uint height = 600)
    {
        byte[] head = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(20), height);

        return head;
    }

    public static byte[] Jpeg(ushort width = 800, ushort height = 600)
    {
        byte[] head = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2];
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(14), height);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(16), width);

        return head;
    }

    public static async Task<T> AsAsync<T>(this TestApp app, UserAccount account, Func<CredentialService, Task<T>> act, params Guid[] centres)
    {
        await using var scope = app.NewScope();
        var user = scope.Get<CurrentUser>();
        user.AccountId = account.Id;
        user.VolunteerId = account.VolunteerId;
        user.IsCoordinator = account.VolunteerId is null;
        user.CentreIds = centres;

        return await act(scope.Get<CredentialService>());
    }

    /// <summary>What a volunteer hands in; a first aid certificate of today unless told otherwise.</summary>
    public static Task<SubmitResult> SubmitAsync(this TestApp app, UserAccount account, string type = "first-aid-training", byte[]? file = null, DateOnly? issuedOn = null, DateOnly? expiresOn = null) =>
        app.AsAsync(account, async credentials =>
        {
            var reading = await FileStore.ReadAsync(new MemoryStream(file ?? Pdf), "vəsiqə.pdf", CancellationToken.None);

            return await credentials.SubmitAsync(
                new NewCredential(type, new CredentialDates(issuedOn ?? BakuTime.DateOf(app.NowUtc), expiresOn), "AA 123456", "BDU"), reading.File, CancellationToken.None);
        });

    /// <summary>A credential that a coordinator verified; the last day may be set against the rule of its type.</summary>
    public static async Task<Guid> HoldAsync(this TestApp app, Volunteer volunteer, string type, DateOnly issuedOn, DateOnly? expiresOn = null)
    {
        await using var scope = app.NewScope();
        var credential = Credential.Held(volunteer.VolunteerId, await scope.Db.CredentialTypes.SingleAsync(t => t.CredentialTypeCode == type), new CredentialDates(issuedOn, expiresOn), null, app.NowUtc);
        credential.ExpiresOn = expiresOn ?? credential.ExpiresOn;
        scope.Db.Credentials.Add(credential);
        await scope.Db.SaveChangesAsync();

        return credential.CredentialId;
    }

    public static Task<Credential> CredentialAsync(this TestApp app, Guid id) => app.QueryAsync(db => db.Credentials.AsNoTracking().SingleAsync(c => c.CredentialId == id));

    /// <summary>Sends the form of the page with a file, as a browser does.</summary>
    public static async Task<WebPage> UploadAsync(this Browser browser, WebPage page, string form, byte[] file, string name, params (string Name, string Value)[] values)
    {
        var given = values.Select(v => v.Name).ToHashSet();
        var content = new MultipartFormDataContent();

        foreach (var (field, value) in FormFields.Of(page.Form(form)).Where(f => !given.Contains(f.Name)).Concat(values))
        {
            content.Add(new StringContent(value), field);
        }

        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "File", FileNameStar = name };
        content.Add(part);
        var action = new Uri(page.Address, page.Form(form).GetAttribute("action"));
        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = content });

        if (answer.Headers.Location is { } location)
        {
            return await browser.GetPageAsync(new Uri(action, location).PathAndQuery);
        }

        var html = await answer.Content.ReadAsStringAsync();

        return new WebPage(answer, html, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html));
    }
}
