using System.Net;
using System.Text;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Stands in the place of the browser: opens the page that the job asks for, and makes just as much of a PDF of it as is looked at.</summary>
public sealed class PrinterForTests(TestApp app) : IPagePrinter
{
    private int _printed;

    public PrinterAbsence? WhyNot { get; set; }

    /// <summary>What it makes of a page, in place of the paper.</summary>
    public Func<string, byte[]> Make { get; set; } = title => Paper(title);

    public int Printed => _printed;

    public async Task<PrintResult> PrintAsync(string path, CancellationToken ct)
    {
        var page = await app.NewBrowser().GetPageAsync("/" + path);
        Interlocked.Increment(ref _printed);

        // As a browser does: what comes back is printed, whatever it is.
        return new PrintResult(Make(page.Status is HttpStatusCode.OK ? page.Title : "Not found"), null);
    }

    public static byte[] Paper(string title, int pages = 1, string size = "594.95996 841.91998", bool isTagged = true, string end = "%%EOF\n")
    {
        var text = new StringBuilder("%PDF-1.4\n").Append("1 0 obj\n<</Title (").Append(title).Append(")>>\nendobj\n");

        for (var i = 0; i < pages; i++)
        {
            text.Append("2 0 obj\n<</Type /Page\n/MediaBox [0 0 ").Append(size).Append("]>>\nendobj\n");
        }

        text.Append("3 0 obj\n<</Type /Pages\n/Count 1>>\nendobj\n").Append(isTagged ? "<</MarkInfo <</Marked true>>\n/StructTreeRoot 9 0 R>>\n" : "").Append('%', 3000).Append('\n').Append(end);

        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
