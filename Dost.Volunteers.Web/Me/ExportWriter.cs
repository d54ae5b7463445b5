using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>Writes all that is known of a person as one ZIP: a page to read in their language, the same as JSON, and their files, one after the other.</summary>
public sealed class ExportWriter(FileStore files, TimeProvider clock, IStringLocalizer<Text> t)
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        + "section{margin:2rem 0}dl{border:1px solid #999;border-radius:.5rem;padding:.5rem 1rem;margin:.75rem 0}"
        + "dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}";

    private static readonly HtmlEncoder _html = HtmlEncoder.Create(UnicodeRanges.All);
    // A file of its own and never part of a page, so that a plus sign may stay one.
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions _json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(PersonalExport known, Stream output, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        await AddAsync(zip, "index.html", Encoding.UTF8.GetBytes(Page(known)), ct);
        await AddAsync(zip, "data.json", Json(known), ct);

        foreach (var (number, fileId) in known.FileIds.Index())
        {
            if (await files.OpenAsync(fileId, ct) is { } file)
            {
                await AddAsync(zip, string.Create(CultureInfo.InvariantCulture, $"files/{number + 1}-{file.Name}"), file.Content, ct);
            }
        }
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
        await entry.WriteAsync(content, ct);
    }

    private string Page(PersonalExport known)
    {
        var culture = CultureInfo.CurrentUICulture;
        var page = new StringBuilder();
        var title = t["All that DOST Volunteers knows of you"].Value;
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{culture.TwoLetterISOLanguageName}\"><head><meta charset=\"utf-8\">");
        page.Append(CultureInfo.InvariantCulture, $"<meta name=\"viewport\" content=\"width=device-width\"><title>{_html.Encode(title)}</title><style>{Style}</style></head><body>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{_html.Encode(title)}</h1><p>{_html.Encode(SpokenTime.FullDate(clock.TodayInBaku(), culture))}</p>");

        foreach (var table in known.Tables.Where(table => table.Rows.Count > 0))
        {
            page.Append(CultureInfo.InvariantCulture, $"<section><h2>{_html.Encode(t.SectionName(table.Name))}</h2>");
            table.Rows.ToList().ForEach(row => AppendRow(page, row));
            page.Append("</section>");
        }

        return page.Append("</body></html>").ToString();
    }

    private void AppendRow(StringBuilder page, PersonalRow row)
    {
        page.Append("<dl>");

        foreach (var field in row.Fields.Where(f => f.Value is not null and not ""))
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{_html.Encode(t.FieldName(field.Name))}</dt><dd>{_html.Encode(t.ValueOf(field))}</dd>");
        }

        page.Append("</dl>");
    }

    private static byte[] Json(PersonalExport known)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream, _json);
        json.WriteStartObject();

        foreach (var table in known.Tables)
        {
            json.WriteStartArray(table.Name);

            foreach (var row in table.Rows)
            {
                json.WriteStartObject();

                foreach (var field in row.Fields)
                {
                    json.WritePropertyName(field.Name[(field.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
                    WriteValue(json, field.Value);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();

        return stream.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case LocalName name:
                json.WriteStartObject();
                json.WriteString("az", name.Az);
                json.WriteString("ru", name.Ru);
                json.WriteString("en", name.En);
                json.WriteEndObject();
                break;
            case Enum word:
                json.WriteStringValue(word.ToString());
                break;
            default:
                JsonSerializer.Serialize(json, value, _plain);
                break;
        }
    }
}
