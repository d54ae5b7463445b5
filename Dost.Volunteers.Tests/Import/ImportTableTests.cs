using System.Globalization;
using System.Text;
using Dost.Volunteers.Core.Volunteers.Import;

namespace Dost.Volunteers.Tests.Import;

/// <summary>What can be read as a list, and what is said of a file that cannot.</summary>
public class ImportTableTests
{
    private const string Header = "Ad;Soyad;Doğum tarixi;Cins;Telefon;Rayon;Proqram;Razılıq tarixi";
    private const string Line = "Leyla;Quliyeva;14.03.1998;qadın;050 123 45 67;Yasamal;Gənc;10.11.2026";

    [Theory]
    [InlineData(';', false)]
    [InlineData(',', false)]
    [InlineData('\t', true)]
    [InlineData(',', true)]
    public void Commas_semicolons_and_tabs_divide_cells_with_and_without_the_mark(char separator, bool withMark)
    {
        var text = $"{Header}\r\n{Line}".Replace(';', separator);
        byte[] file = [.. withMark ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(text)];
        var reading = ImportTable.Read(file);

        Assert.Equal(ImportFileOutcome.Done, reading.Outcome);
        Assert.Equal(separator, reading.Table!.Separator);
        Assert.Equal("Doğum tarixi", reading.Table.Header[2]);
        Assert.Equal("050 123 45 67", reading.Table.Lines.Single().Cells[4]);
        Assert.Equal(2, reading.Table.Lines.Single().Number);
    }

    [Theory]
    [InlineData("Имя;Фамилия;Дата рождения;Пол;Телефон;Район;Программа;Дата согласия")]
    [InlineData("First name;Last name;Date of birth;Gender;Phone;District;Programme;Consent date")]
    [InlineData("consent DATE;AD;soyadı;Дата рождения;пол;PHONE;rayon;program")]
    public void Columns_are_known_in_three_languages_and_any_order(string header)
    {
        var table = Read($"{header}\n{Line}").Table!;

        Assert.Equal(ImportColumns.Required.Order(), table.Positions().Keys.Order());
    }

    [Fact]
    public void Every_column_has_a_name_of_its_own_in_each_language() =>
        Assert.All(["az", "ru", "en"], culture => Assert.All(ImportColumns.All, c => Assert.Equal(c, ImportColumns.Find(ImportColumns.NameOf(c, CultureInfo.GetCultureInfo(culture))))));

    [Fact]
    public void Blank_lines_are_passed_over_and_the_numbers_are_those_of_the_file() =>
        Assert.Equal([3, 6], Read($"{Header}\r\n\r\n{Line}\r\n;;;;;;;\r\n\r\n{Line}\r\n").Table!.Lines.Select(l => l.Number));

    [Fact]
    public void A_spreadsheet_may_say_its_separator_in_front()
    {
        var table = Read($"sep=;\r\n{Header}\r\n{Line}").Table!;

        Assert.Equal("Ad", table.Header[0]);
        Assert.Equal(3, table.Lines.Single().Number);
    }

    [Fact]
    public void A_quote_that_is_never_closed_spoils_one_line_only()
    {
        var lines = Read($"{Header}\n\"Leyla;Quliyeva\n{Line}").Table!.Lines;

        Assert.Equal([true, false], lines.Select(l => l.HasBrokenQuotes));
    }

    [Fact]
    public void What_is_no_list_is_refused_for_what_it_is()
    {
        Assert.Equal(ImportFileOutcome.Empty, Read("").Outcome);
        Assert.Equal(ImportFileOutcome.Empty, Read(Header).Outcome);
        Assert.Equal(ImportFileOutcome.Workbook, ImportTable.Read("PK\u0003\u0004"u8.ToArray()).Outcome);
        Assert.Equal(ImportFileOutcome.NotUtf8, ImportTable.Read((byte[])[.. "Ad;Soyad\n"u8, 0xFE, 0xC4, .. "li"u8]).Outcome);
        Assert.Equal(ImportFileOutcome.NotUtf8, ImportTable.Read(Encoding.Unicode.GetBytes(Header)).Outcome);
        Assert.Equal(ImportFileOutcome.TooBig, ImportTable.Read(new byte[ImportTable.MaxBytes + 1]).Outcome);
        Assert.Equal(ImportFileOutcome.ColumnsTwice, Read($"{Header};Имя\n{Line}").Outcome);

        var missing = Read("Ad;Soyad\nLeyla;Quliyeva");
        Assert.Equal(ImportFileOutcome.ColumnsMissing, missing.Outcome);
        Assert.Contains(ImportColumn.ConsentOn, missing.Columns!);
    }

    [Fact]
    public void Five_thousand_lines_are_taken_and_one_more_is_not()
    {
        string Lines(int count) => string.Join('\n', Enumerable.Repeat("a;b;c;d;e;f;g;h", count));

        Assert.Equal(ImportTable.MaxLines, Read($"{Header}\n{Lines(ImportTable.MaxLines)}").Table!.Lines.Count);
        Assert.Equal(ImportFileOutcome.TooManyLines, Read($"{Header}\n{Lines(ImportTable.MaxLines + 1)}").Outcome);
    }

    [Fact]
    public void The_empty_list_to_download_is_read_back_in_every_language()
    {
        foreach (var culture in new[] { "az", "ru", "en" })
        {
            var file = ImportFileWriter.Template(CultureInfo.GetCultureInfo(culture));

            Assert.Equal(Encoding.UTF8.Preamble, file.AsSpan(0, 3));
            Assert.Equal(ImportColumns.All, ImportTable.Read((byte[])[.. file, .. Encoding.UTF8.GetBytes(Line)]).Table!.Positions().Keys);
        }
    }

    [Fact]
    public void Refused_lines_cannot_calculate_in_a_spreadsheet_and_can_be_uploaded_again()
    {
        var table = Read($"{Header}\n=HYPERLINK(1);-Quliyeva;14.03.1998;qadın;+994501234567;@Yasamal;Gənc;10.11.2026").Table!;
        var file = ImportFileWriter.Refused(
            table, [new CheckedLine(table.Lines[0], null, null, [new ImportProblem(ImportProblemKind.UnknownDistrict, ImportColumn.District, "@Yasamal")])], p => "=1+1; səhv", CultureInfo.GetCultureInfo("az"));
        var text = Encoding.UTF8.GetString(file);

        Assert.StartsWith("\uFEFFSətir;Nəyi düzəltmək lazımdır;Ad;Soyad", text, StringComparison.Ordinal);
        Assert.Contains(";\"'=HYPERLINK(1)\";\"'-Quliyeva\";14.03.1998;qadın;\"'+994501234567\";\"'@Yasamal\";", text, StringComparison.Ordinal);
        Assert.Contains("\"'=1+1; səhv\"", text, StringComparison.Ordinal);

        var again = ImportTable.Read(file).Table!;
        Assert.Empty(again.UnknownHeaders());
        Assert.Equal("+994501234567", again.Lines[0].Cells[again.Positions()[ImportColumn.Phone]]);
    }

    private static ImportReading Read(string text) => ImportTable.Read(Encoding.UTF8.GetBytes(text));
}
