namespace Dost.Volunteers.Web.Localization;

/// <summary>Names the one catalogue of words: <c>Text.az.resx</c> and <c>Text.ru.resx</c>, with the English sentence as the key.</summary>
public sealed class Text;
