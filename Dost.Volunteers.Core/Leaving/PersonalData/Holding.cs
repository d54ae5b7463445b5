using System.Linq.Expressions;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Dost.Volunteers.Core.Leaving.PersonalData;

/// <summary>What becomes of a person's rows in a table when the person is erased.</summary>
public enum Fate
{
    /// <summary>They go.</summary>
    Deleted,

    /// <summary>They stay, for others hang on them, but say nothing of the person any more.</summary>
    Anonymised,

    /// <summary>They stay as they are, and never held anything by which somebody is known.</summary>
    Kept,
}

/// <summary>
/// What one table holds of a volunteer: which rows, which columns are told to the person, and what becomes of each when the person is
/// erased. Export and erasure are both made from the list of these, <see cref="Holdings"/>, and a column that is missing in it fails a test.
/// </summary>
public abstract class Holding(Fate fate)
{
    public Fate Fate { get; } = fate;

    public abstract Type Entity { get; }

    /// <summary>All columns that were decided on.</summary>
    public abstract IReadOnlyCollection<string> Columns { get; }

    /// <summary>Columns that are replaced in rows that stay.</summary>
    public abstract IReadOnlyCollection<string> Erased { get; }

    /// <summary>The names under which something is told, <c>Volunteer.GivenName</c>.</summary>
    public abstract IReadOnlyCollection<string> Told { get; }

    public abstract Task<PersonalTable> ReadAsync(VolunteersDbContext db, Person person, ReadingAids aids, CancellationToken ct);

    internal abstract Task EraseAsync(VolunteersDbContext db, Person person, CancellationToken ct);
}

/// <inheritdoc cref="Holding"/>
public sealed class Holding<T>(Fate fate, Func<VolunteersDbContext, Person, IQueryable<T>> rows) : Holding(fate)
    where T : class
{
    private readonly List<string> _columns = [];
    private readonly List<(string Name, Func<T, ReadingAids, object?> Say)> _told = [];
    private readonly List<(string Column, Func<T, object?> Instead)> _erased = [];
    private Func<IQueryable<T>, IQueryable<T>> _withMore = q => q;

    public override Type Entity => typeof(T);

    public override IReadOnlyCollection<string> Columns => _columns;

    public override IReadOnlyCollection<string> Erased => [.. _erased.Select(e => e.Column)];

    public override IReadOnlyCollection<string> Told => [.. _told.Select(t => NameOf(t.Name))];

    /// <summary>Columns that tell the person nothing: keys, versions, what is derived.</summary>
    public Holding<T> Inner(params ReadOnlySpan<Expression<Func<T, object?>>> columns)
    {
        foreach (var column in columns)
        {
            _columns.Add(ColumnOf(column));
        }

        return this;
    }

    /// <summary>A column that is told, and stays where the row stays.</summary>
    /// <param name="column">The column.</param>
    /// <param name="say">In place of what is stored: what a code stands for, or what was encrypted.</param>
    public Holding<T> Tells(Expression<Func<T, object?>> column, Func<T, ReadingAids, object?>? say = null)
    {
        var read = column.Compile();
        _columns.Add(ColumnOf(column));
        _told.Add((ColumnOf(column), say ?? ((row, _) => read(row))));

        return this;
    }

    /// <summary>A column that is told, and replaced when the person is erased.</summary>
    public Holding<T> Erases(Expression<Func<T, object?>> column, Func<T, object?> instead, Func<T, ReadingAids, object?>? say = null)
    {
        _erased.Add((ColumnOf(column), instead));

        return Tells(column, say);
    }

    /// <summary>A column that tells the person nothing, and is replaced.</summary>
    public Holding<T> ErasesInner(Expression<Func<T, object?>> column, Func<T, object?> instead)
    {
        _erased.Add((ColumnOf(column), instead));

        return Inner(column);
    }

    /// <summary>What is told besides the columns, and what must be read for it.</summary>
    public Holding<T> Also(string name, Func<T, ReadingAids, object?> say)
    {
        _told.Add((name, say));

        return this;
    }

    public Holding<T> Reading(Func<IQueryable<T>, IQueryable<T>> withMore)
    {
        _withMore = withMore;

        return this;
    }

    public override async Task<PersonalTable> ReadAsync(VolunteersDbContext db, Person person, ReadingAids aids, CancellationToken ct)
    {
        if (_told.Count == 0)
        {
            return new PersonalTable(typeof(T).Name, []);
        }

        var found = await _withMore(rows(db, person)).AsNoTracking().ToListAsync(ct);

        return new PersonalTable(typeof(T).Name, found.ConvertAll(row => new PersonalRow(_told.ConvertAll(t => new PersonalField(NameOf(t.Name), t.Say(row, aids))))));
    }

    internal override async Task EraseAsync(VolunteersDbContext db, Person person, CancellationToken ct)
    {
        if (Fate is Fate.Deleted)
        {
            await rows(db, person).ExecuteDeleteAsync(ct);
        }

        if (Fate is not Fate.Anonymised)
        {
            return;
        }

        foreach (var row in await rows(db, person).AsTracking().ToListAsync(ct))
        {
            Anonymise(db.Entry(row));
        }

        await db.SaveChangesAsync(ct);
    }

    internal void Anonymise(EntityEntry<T> entry)
    {
        foreach (var (column, instead) in _erased)
        {
            entry.Property(column).CurrentValue = instead(entry.Entity);
        }
    }

    private static string NameOf(string column) => $"{typeof(T).Name}.{column}";

    private static string ColumnOf(Expression<Func<T, object?>> column) => (column.Body is UnaryExpression { Operand: var inner } ? inner : column.Body) is MemberExpression member
        ? member.Member.Name
        : throw new ArgumentException("Not a column.", nameof(column));
}

/// <summary>The ids under which a person is known: the record, and with it those that were merged into it.</summary>
public sealed record Person(Guid VolunteerId, IReadOnlyList<Guid> RecordIds, IReadOnlyList<Guid> AccountIds, IReadOnlyList<Guid> FileIds, IReadOnlyList<Guid> ErasureIds, IReadOnlyList<string> PhoneHashes);

/// <summary>What a table holds of a person.</summary>
public sealed record PersonalTable(string Name, IReadOnlyList<PersonalRow> Rows);

public sealed record PersonalRow(IReadOnlyList<PersonalField> Fields);

/// <summary>A value under its name; what is said in three languages is a <see cref="Common.LocalName"/>.</summary>
public sealed record PersonalField(string Name, object? Value);
