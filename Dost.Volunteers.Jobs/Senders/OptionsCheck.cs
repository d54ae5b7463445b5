using System.ComponentModel.DataAnnotations;

namespace Dost.Volunteers.Jobs.Senders;

internal static class OptionsCheck
{
    /// <summary>What the attributes on the options say, with the section's name in front.</summary>
    public static List<string> Problems(string section, object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(r => $"{section}: {r.ErrorMessage}")];
    }
}
