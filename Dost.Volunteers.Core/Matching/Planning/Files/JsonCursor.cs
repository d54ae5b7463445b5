using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>
/// Walks through JSON of any length, a buffer at a time, and knows where it is: whatever does not fit is refused with the place in the
/// file. Nothing is made in memory for a value.
/// </summary>
internal ref struct JsonCursor
{
    private const int FirstBuffer = 1 << 20;
    private const int Deepest = 16;

    private readonly Stream _stream;
    private readonly Step[] _path = new Step[Deepest];
    private byte[] _buffer = new byte[FirstBuffer];
    private byte[] _unescaped = new byte[256];
    private Utf8JsonReader _reader;
    private int _length;
    private bool _isEnd;
    private int _depth;
    private long _linesBefore;
    private long _bytesOfLineBefore;

    public JsonCursor(Stream stream)
    {
        _stream = stream;
        _reader = new Utf8JsonReader(ReadOnlySpan<byte>.Empty, isFinalBlock: false, default);
        Refill();

        if (_buffer.AsSpan(0, _length).StartsWith("\uFEFF"u8))
        {
            _length -= 3;
            _buffer.AsSpan(3, _length).CopyTo(_buffer);
            _reader = new Utf8JsonReader(_buffer.AsSpan(0, _length), _isEnd, default);
        }
    }

    /// <summary>Moves to the first value of the document.</summary>
    public void Begin()
    {
        _path[0] = new Step(null, -1);

        if (!Read())
        {
            throw Wrong("is empty");
        }
    }

    /// <summary>Nothing may follow the document.</summary>
    public void End() => Read();

    public void OpenObject() => Open(JsonTokenType.StartObject, "must be an object");

    public void OpenArray() => Open(JsonTokenType.StartArray, "must be a list");

    /// <summary>Moves on to the value of the next field of the object; -1 at its end.</summary>
    /// <param name="names">The fields that it may have.</param>
    /// <param name="seen">Those that came already, a bit each; begins with 0.</param>
    /// <param name="last">The field before; begins with -1.</param>
    public int Field(FieldNames names, ref int seen, ref int last)
    {
        Read();

        if (_reader.TokenType is JsonTokenType.EndObject)
        {
            _depth--;

            for (var needed = 0; needed < names.Needed; needed++)
            {
                if ((seen & (1 << needed)) == 0)
                {
                    throw Wrong($"\"{names[needed]}\" is missing");
                }
            }

            return -1;
        }

        last = NumberOf(names, last + 1);
        _path[_depth].Name = names[last];

        if ((seen & (1 << last)) != 0)
        {
            throw Wrong("is given twice");
        }

        seen |= 1 << last;
        Read();

        return last;
    }

    /// <summary>Moves on to the next item of the list; false at its end.</summary>
    public bool Item()
    {
        Read();

        if (_reader.TokenType is JsonTokenType.EndArray)
        {
            _depth--;

            return false;
        }

        _path[_depth].Index++;

        return true;
    }

    /// <summary>The bytes of a text, good until the cursor moves.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Text()
    {
        if (_reader.TokenType is not JsonTokenType.String)
        {
            throw Wrong("must be a text");
        }

        if (!Utf8.IsValid(_reader.ValueSpan))
        {
            throw Wrong("is no UTF-8");
        }

        if (!_reader.ValueIsEscaped)
        {
            return _reader.ValueSpan;
        }

        if (_unescaped.Length < _reader.ValueSpan.Length)
        {
            _unescaped = new byte[_reader.ValueSpan.Length * 2];
        }

        try
        {
            return _unescaped.AsSpan(0, _reader.CopyString(_unescaped));
        }
        catch (InvalidOperationException)
        {
            throw Wrong("has an escape that stands for no character");
        }
    }

    /// <summary>A whole number.</summary>
    public readonly int Whole(int min, int max = int.MaxValue)
    {
        if (_reader.TokenType is not JsonTokenType.Number || !_reader.TryGetInt64(out var number))
        {
            throw Wrong("must be a whole number");
        }

        return number >= min && number <= max ? (int)number : throw Wrong(number > max && max is int.MaxValue ? Invariant($"must be at most {max}") : Bounds(min, max));
    }

    public readonly double Number(double min, double max = double.MaxValue)
    {
        if (_reader.TokenType is not JsonTokenType.Number || !_reader.TryGetDouble(out var number))
        {
            throw Wrong("must be a number");
        }

        return number >= min && number <= max ? number : throw Wrong(max is double.MaxValue ? "must not be negative" : Invariant($"must be from {min} to {max}"));
    }

    /// <summary>An instant with its offset, as minutes since the year 1 in UTC.</summary>
    public long Minute()
    {
        if (_reader.TokenType is not JsonTokenType.String)
        {
            throw Wrong("must be a time, such as \"2026-12-01T09:00:00+04:00\"");
        }

        if (!_reader.TryGetDateTimeOffset(out var time))
        {
            throw Wrong("is no time; it is written as 2026-12-01T09:00:00+04:00");
        }

        // What has no offset would otherwise be read by the clock of this machine.
        var text = Text();

        if (text.Length < 11 || text[10..].IndexOfAny("Zz+-"u8) < 0)
        {
            throw Wrong("has no offset; Baku is +04:00");
        }

        return time.UtcTicks % TimeSpan.TicksPerMinute == 0 ? time.UtcTicks / TimeSpan.TicksPerMinute : throw Wrong("is finer than a minute");
    }

    /// <summary>What is wrong at this place.</summary>
    public readonly PlanFileException Wrong(string what)
    {
        var before = _buffer.AsSpan(0, (int)Math.Min(_length, _reader.TokenStartIndex));
        var line = _linesBefore + before.Count((byte)'\n') + 1;
        var lastBreak = before.LastIndexOf((byte)'\n');

        return At(what, line, lastBreak < 0 ? _bytesOfLineBefore + before.Length + 1 : before.Length - lastBreak);
    }

    private readonly PlanFileException At(string what, long line, long column)
    {
        var path = new StringBuilder();

        for (var depth = 1; depth <= _depth; depth++)
        {
            var step = _path[depth];
            path.Append(step.Name is null ? (step.Index < 0 ? "" : Invariant($"[{step.Index}]")) : path.Length == 0 ? step.Name : "." + step.Name);
        }

        return new PlanFileException(Invariant($"{(path.Length == 0 ? "the file" : path.ToString())}: {what} (line {line}, byte {column})"));
    }

    private void Open(JsonTokenType token, string otherwise)
    {
        if (_reader.TokenType != token)
        {
            throw Wrong(otherwise);
        }

        _path[++_depth] = new Step(null, -1);
    }

    private readonly int NumberOf(FieldNames names, int likely)
    {
        if (likely < names.Count && _reader.ValueTextEquals(names.Utf8(likely)))
        {
            return likely;
        }

        for (var field = 0; field < names.Count; field++)
        {
            if (_reader.ValueTextEquals(names.Utf8(field)))
            {
                return field;
            }
        }

        _path[_depth].Name = _reader.GetString();
        throw Wrong("is no field of this object");
    }

    /// <summary>The next token; false after the last.</summary>
    private bool Read()
    {
        try
        {
            while (!_reader.Read())
            {
                if (_isEnd)
                {
                    return false;
                }

                Refill();
            }

            return true;
        }
        catch (JsonException problem)
        {
            // The reader's own place counts from 0 and is said by us.
            var end = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            throw At($"is no JSON: {(end < 0 ? problem.Message : problem.Message[..end])}", (problem.LineNumber ?? 0) + 1, (problem.BytePositionInLine ?? 0) + 1);
        }
    }

    private void Refill()
    {
        var used = (int)_reader.BytesConsumed;
        var behind = _buffer.AsSpan(0, used);
        _linesBefore += behind.Count((byte)'\n');
        var lastBreak = behind.LastIndexOf((byte)'\n');
        _bytesOfLineBefore = lastBreak < 0 ? _bytesOfLineBefore + used : used - lastBreak - 1;

        var left = _length - used;
        var target = left == _buffer.Length ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(used, left).CopyTo(target);
        _buffer = target;
        _length = left + _stream.ReadAtLeast(_buffer.AsSpan(left), 1, throwOnEndOfStream: false);
        _isEnd = _length == left;
        _reader = new Utf8JsonReader(_buffer.AsSpan(0, _length), _isEnd, _reader.CurrentState);
    }

    private static string Bounds(int min, int max) => (min, max) switch
    {
        (0, int.MaxValue) => "must not be negative",
        (_, int.MaxValue) => Invariant($"must be at least {min}"),
        _ => Invariant($"must be from {min} to {max}"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>One level of the path: a field of an object, or a place in a list.</summary>
    private struct Step(string? name, int index)
    {
        public string? Name = name;
        public int Index = index;
    }
}
