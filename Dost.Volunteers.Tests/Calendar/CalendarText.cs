using System.Text;

namespace Dost.Volunteers.Tests.Calendar;

/// <summary>
/// Reads iCalendar line by line, by the letter of RFC 5545 and by other code than that which writes it: lines end with CR LF and are at most 75
/// bytes long, what is folded is whole UTF-8, components nest, no property that comes once comes twice, commas and semicolons are escaped.
/// </summary>
internal sealed class CalendarText
{
    private static readonly string[] _texts = ["SUMMARY", "DESCRIPTION", "LOCATION"];
    private readonly List<(string Name, string Parameters, string Value)> _properties = [];

    public List<Dictionary<string, string>> Events { get; } = [];

    public List<string> Alarms { get; } = [];

    public static CalendarText Read(byte[] file)
    {
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(file);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c is '\n'), text.Split("\r\n").Length - 1);
        Assert.Equal(text.Count(c => c is '\r'), text.Count(c => c is '\n'));
        var start = 0;

        for (var end = Array.IndexOf(file, (byte)'\n'); end >= 0; end = Array.IndexOf(file, (byte)'\n', start))
        {
            Assert.True(end - 1 - start <= 75, $"{end - 1 - start} bytes");

            // Not in the midst of a letter.
            Assert.True(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file, start, end - start).Length > 0);
            start = end + 1;
        }

        var read = new CalendarText();
        read.Take(text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));

        return read;
    }

    public string this[string name] => Assert.Single(_properties, p => p.Name == name).Value;

    public string ParametersOf(string name) => Assert.Single(_properties, p => p.Name == name).Parameters;

    public Dictionary<string, string> Event(Guid id) => Assert.Single(Events, e => e["UID"] == $"{id:N}@dost-volunteers");

    private void Take(string[] lines)
    {
        var open = new Stack<string>();

        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0, line);
            var (head, value) = (line[..colon], line[(colon + 1)..]);
            var (name, parameters) = head.Split(';', 2) is [var n, var p] ? (n, p) : (head, "");

            switch (name)
            {
                case "BEGIN":
                    open.Push(value);
                    if (value == "VEVENT")
                    {
                        Events.Add([]);
                    }

                    break;
                case "END":
                    Assert.Equal(open.Pop(), value);
                    break;
                default:
                    Keep(open.Peek(), name, parameters, value);
                    break;
            }
        }

        Assert.Empty(open);
    }

    private void Keep(string component, string name, string parameters, string value)
    {
        Assert.DoesNotContain(value, char.IsControl);

        switch (component)
        {
            case "VCALENDAR":
                _properties.Add((name, parameters, value));
                break;
            case "VALARM":
                Alarms.Add($"{name}:{value}");
                break;
            case "VEVENT":
                Assert.Equal("", parameters);
                Events[^1].Add(name, _texts.Contains(name) ? Unescape(value) : value);
                break;
            default:
                Assert.Fail(component);
                break;
        }
    }

    private static string Unescape(string value)
    {
        var text = new StringBuilder();

        for (var i = 0; i < value.Length; i++)
        {
            Assert.False(value[i] is ',' or ';', $"not escaped: {value}");

            if (value[i] is '\\')
            {
                i++;
                Assert.Contains(value[i], "\\,;nN");
                text.Append(value[i] is 'n' or 'N' ? '\n' : value[i]);
            }
            else
            {
                text.Append(value[i]);
            }
        }

        return text.ToString();
    }
}
