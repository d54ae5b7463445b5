using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dost.Volunteers.Core.Data;

/// <summary>Instants are UTC in the database and come back saying so. A local time that gets here is a bug.</summary>
internal sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    instant => ToUtc(instant),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc))
{
    private static DateTime ToUtc(DateTime instant) => instant.Kind is DateTimeKind.Local
        ? throw new ArgumentException("A local time where an instant in UTC is stored.", nameof(instant))
        : instant;
}
