using System.Globalization;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Policies;

/// <summary>The settings of one subject as they are typed.</summary>
public sealed class SettingsForm
{
    public Dictionary<string, string?> Values { get; set; } = [];

    /// <summary>What was there when the page was opened.</summary>
    public string? Seen { get; set; }

    [BindNever]
    public SettingGroup Group { get; set; }

    [BindNever]
    public SettingValues? Now { get; set; }

    /// <summary>Whether somebody else has just changed one of them.</summary>
    [BindNever]
    public bool CameSecond { get; set; }

    /// <summary>The values in the way in which they are kept; only of a form that was found to be right.</summary>
    internal IReadOnlyDictionary<string, string> Wanted => SettingCatalogue.Of(Group).ToDictionary(d => d.Key, d => d.Read(Values[d.Key])!);

    public static SettingsForm Of(SettingGroup group, SettingValues now)
    {
        ArgumentNullException.ThrowIfNull(now);

        return new SettingsForm { Group = group, Now = now, Seen = now.Seen(group), Values = SettingCatalogue.Of(group).ToDictionary(d => d.Key, d => (string?)now[d.Key]) };
    }

    /// <summary>Says which settings it is about: no others are taken from what was posted, and one that was not posted is empty.</summary>
    internal void Take(SettingGroup group, SettingValues now)
    {
        (Group, Now) = (group, now);
        Values = SettingCatalogue.Of(group).ToDictionary(d => d.Key, d => Values.GetValueOrDefault(d.Key));
    }
}

public sealed class SettingsFormValidator : AbstractValidator<SettingsForm>
{
    private const string QuietFrom = "Messaging.QuietFrom";
    private const string QuietTo = "Messaging.QuietTo";

    public SettingsFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f).Custom((form, context) =>
        {
            foreach (var definition in SettingCatalogue.Of(form.Group).Where(d => d.Read(form.Values[d.Key]) is null))
            {
                context.AddFailure(NameOf(definition.Key), t.WhatToWrite(definition));
            }

            if (Clock(form, QuietFrom) is { } from && Clock(form, QuietTo) is { } to && !SettingRules.LeaveTimeToWrite(from, to))
            {
                context.AddFailure(NameOf(QuietTo), t["Leave at least four hours of the day that are not quiet"]);
            }
        });
    }

    private static string NameOf(string key) => $"{nameof(SettingsForm.Values)}[{key}]";

    private static TimeOnly? Clock(SettingsForm form, string key) =>
        form.Values.TryGetValue(key, out var typed) && SettingCatalogue.Find(key)!.Read(typed) is { } time ? TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture) : null;
}
