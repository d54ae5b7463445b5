using System.Globalization;

namespace Dost.Volunteers.Core.Common;

/// <summary>Sums of money, kept as whole thousandths of a manat (millis), since a part of a text message costs a few hundredths.</summary>
public static class Money
{
    private const int MillisPerManat = 1000;

    /// <summary>As it is read: 12,34 AZN.</summary>
    public static string In(long millis, CultureInfo culture) => (millis / (decimal)MillisPerManat).ToString("#,0.00", culture) + " AZN";
}
