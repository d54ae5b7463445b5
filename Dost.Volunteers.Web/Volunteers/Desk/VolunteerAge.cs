namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>Whole years, for rows that do not hold the volunteer itself.</summary>
internal static class VolunteerAge
{
    public static int On(DateOnly bornOn, DateOnly day) => day.Year - bornOn.Year - (day < bornOn.AddYears(day.Year - bornOn.Year) ? 1 : 0);
}
