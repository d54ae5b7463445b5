using System.Collections;
using System.Globalization;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>
/// One question of a form: label, hint, complaint and input, tied together for screen readers. Types: text, date, time, tel, email,
/// number, password, search, file, textarea, select, radios, checkboxes (a list) and checkbox (yes or no).
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public required ModelExpression For { get; set; }

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>Guessed from the property when not said.</summary>
    public string? Type { get; set; }

    /// <summary>The answers to choose from: for select, radios and checkboxes.</summary>
    public IEnumerable<SelectListItem>? Options { get; set; }

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    /// <summary>Of a file: the kinds to offer.</summary>
    public string? Accept { get; set; }

    /// <summary>Says after the label that the field may stay empty. Everything else is asked for.</summary>
    public bool Optional { get; set; }

    public int? Maxlength { get; set; }

    public string? Min { get; set; }

    public string? Max { get; set; }

    public int Rows { get; set; } = 4;

    public bool Autofocus { get; set; }

    /// <summary>"short" for a few signs, "medium" for a name; the whole line when not said.</summary>
    public string? Width { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => TagBuilder.CreateSanitizedId(Name, "_");

    private ModelStateEntry? State => ViewContext.ViewData.ModelState.GetValueOrDefault(Name);

    private string? Complaint => State?.Errors.Select(error => error.ErrorMessage).FirstOrDefault(message => message.Length > 0);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var extra = await output.GetChildContentAsync();
        var type = Type ?? GuessType();

        output.TagName = type is "radios" or "checkboxes" ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Complaint is null ? "field" : "field field--wrong");

        if (output.TagName == "fieldset")
        {
            Describe((name, value) => output.Attributes.SetAttribute(name, value));
        }

        foreach (var part in Parts(type))
        {
            output.Content.AppendHtml(part);
        }

        output.Content.AppendHtml(extra);
    }

    private IEnumerable<IHtmlContent> Parts(string type)
    {
        if (type == "checkbox")
        {
            var (yes, posted) = OneBox();

            return [.. HintAndComplaint(), yes, posted];
        }

        var input = type switch
        {
            "radios" => Choices("radio"),
            "checkboxes" => Choices("checkbox"),
            "select" => Select(),
            "textarea" => TextArea(),
            _ => Input(type),
        };

        return [Heading(type), .. HintAndComplaint(), input];
    }

    private TagBuilder Heading(string type)
    {
        var heading = new TagBuilder(type is "radios" or "checkboxes" ? "legend" : "label");
        heading.AddCssClass("field__label");
        heading.InnerHtml.Append(Optional ? $"{Label} {t["(optional)"]}" : Label);

        if (heading.TagName == "label")
        {
            heading.Attributes["for"] = Id;
        }

        return heading;
    }

    private IEnumerable<IHtmlContent> HintAndComplaint()
    {
        if (Hint is { Length: > 0 })
        {
            var hint = Paragraph("field__hint", $"{Id}-hint");
            hint.InnerHtml.Append(Hint);

            yield return hint;
        }

        if (Complaint is not null)
        {
            var complaint = Paragraph("field__complaint", $"{Id}-error");
            complaint.InnerHtml.Append(Complaint);

            yield return complaint;
        }
    }

    private static TagBuilder Paragraph(string cssClass, string id)
    {
        var paragraph = new TagBuilder("p");
        paragraph.AddCssClass(cssClass);
        paragraph.Attributes["id"] = id;

        return paragraph;
    }

    private TagBuilder Input(string type)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = type is "number" ? "text" : type;
        Common(input, "form-control");
        Set(input, "accept", Accept);
        Set(input, "inputmode", Inputmode ?? (type is "number" ? "numeric" : null));

        if (type is not ("password" or "file"))
        {
            Set(input, "value", Typed());
        }

        if (type is "date" or "time")
        {
            Set(input, "min", Min);
            Set(input, "max", Max);
        }

        return input;
    }

    private TagBuilder TextArea()
    {
        var area = new TagBuilder("textarea");
        Common(area, "form-control");
        area.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);

        // Browsers drop the first line break of a textarea.
        area.InnerHtml.Append("\n" + Typed());

        return area;
    }

    private TagBuilder Select()
    {
        var select = new TagBuilder("select");
        Common(select, "form-select");
        var chosen = Typed();

        var groups = new Dictionary<string, TagBuilder>();

        foreach (var item in Options ?? [])
        {
            var parent = item.Group?.Name is { } name ? Group(name) : select;
            parent.InnerHtml.AppendHtml(Option(item, string.Equals(item.Value ?? "", chosen ?? "", StringComparison.Ordinal)));
        }

        return select;

        TagBuilder Group(string name)
        {
            if (!groups.TryGetValue(name, out var group))
            {
                groups[name] = group = new TagBuilder("optgroup");
                group.Attributes["label"] = name;
                select.InnerHtml.AppendHtml(group);
            }

            return group;
        }
    }

    private static TagBuilder Option(SelectListItem item, bool isChosen)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = item.Value ?? "";
        Set(option, "selected", isChosen ? "selected" : null);
        Set(option, "disabled", item.Disabled ? "disabled" : null);
        option.InnerHtml.Append(item.Text);

        return option;
    }

    private TagBuilder Choices(string type)
    {
        var list = new TagBuilder("div");
        list.AddCssClass(Options?.Count() > 4 ? "choices choices--many" : "choices");
        var chosen = TypedMany();
        var number = 0;

        foreach (var item in Options ?? [])
        {
            // The first answer carries the id of the field, so that the error summary leads to it.
            var id = number++ == 0 ? Id : string.Create(CultureInfo.InvariantCulture, $"{Id}-{number}");

            // The answer "it does not matter" has no value, and is given where nothing else is.
            var isChosen = chosen.Contains(item.Value ?? "") || (type is "radio" && chosen.Count == 0 && string.IsNullOrEmpty(item.Value));
            var box = Box(type, id, item.Value ?? "", isChosen);
            Set(box, "disabled", item.Disabled ? "disabled" : null);
            list.InnerHtml.AppendHtml(Choice(box, id, item.Text));
        }

        return list;
    }

    private (TagBuilder Choice, TagBuilder Posted) OneBox()
    {
        var box = Box("checkbox", Id, "true", TypedMany().Contains("true"));
        Describe((name, value) => box.Attributes[name] = value);

        // An unticked box posts nothing: this says "no", so that a mistake elsewhere does not tick it again.
        var posted = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        posted.Attributes["type"] = "hidden";
        posted.Attributes["name"] = Name;
        posted.Attributes["value"] = "false";

        return (Choice(box, Id, Label), posted);
    }

    private TagBuilder Box(string type, string id, string value, bool isChosen)
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.AddCssClass("form-check-input");
        box.Attributes["type"] = type;
        box.Attributes["id"] = id;
        box.Attributes["name"] = Name;
        box.Attributes["value"] = value;
        Set(box, "checked", isChosen ? "checked" : null);

        return box;
    }

    private static TagBuilder Choice(TagBuilder box, string id, string text)
    {
        var label = new TagBuilder("label");
        label.AddCssClass("form-check-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(text);

        var choice = new TagBuilder("div");
        choice.AddCssClass("form-check");
        choice.InnerHtml.AppendHtml(box);
        choice.InnerHtml.AppendHtml(label);

        return choice;
    }

    private void Common(TagBuilder input, string cssClass)
    {
        input.AddCssClass(Complaint is null ? cssClass : $"{cssClass} is-invalid");

        if (Width is { Length: > 0 })
        {
            input.AddCssClass($"field__input--{Width}");
        }

        input.Attributes["id"] = Id;
        input.Attributes["name"] = Name;
        Set(input, "autocomplete", Autocomplete);
        Set(input, "maxlength", Maxlength?.ToString(CultureInfo.InvariantCulture));
        Set(input, "autofocus", Autofocus ? "autofocus" : null);
        Describe((name, value) => input.Attributes[name] = value);
    }

    private void Describe(Action<string, string> set)
    {
        var ids = new List<string>(2);

        if (Complaint is not null)
        {
            ids.Add($"{Id}-error");
            set("aria-invalid", "true");
        }

        if (Hint is { Length: > 0 })
        {
            ids.Add($"{Id}-hint");
        }

        if (ids.Count > 0)
        {
            set("aria-describedby", string.Join(' ', ids));
        }
    }

    private static void Set(TagBuilder tag, string name, string? value)
    {
        if (value is not null)
        {
            tag.Attributes[name] = value;
        }
    }

    private string? Typed() => State?.AttemptedValue ?? (For.Model is DateOnly date && Type is "text" ? date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) : Plain(For.Model));

    private HashSet<string> TypedMany()
    {
        var values = State?.RawValue switch
        {
            string[] many => many,
            string one => [one],
            _ => For.Model is IEnumerable model and not string ? model.Cast<object?>().Select(Plain) : [Plain(For.Model)],
        };

        return [.. values.OfType<string>()];
    }

    private static string? Plain(object? value) => value switch
    {
        null => null,
        bool isTrue => isTrue ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private string GuessType()
    {
        var type = For.Metadata.UnderlyingOrModelType;

        return Options is not null ? (For.Metadata.IsEnumerableType ? "checkboxes" : "select")
            : type == typeof(DateOnly) ? "date"
            : type == typeof(TimeOnly) ? "time"
            : type == typeof(bool) ? "checkbox"
            : type == typeof(int) || type == typeof(long) ? "number"
            : "text";
    }
}
