using Microsoft.AspNetCore.Authorization;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// A page for everybody, with nothing personal on it: no sign-in, may be kept by the browser, and search engines are told its
/// address in each language. A page that strangers may open but that is about one person takes <see cref="AllowAnonymousAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicPageAttribute : AllowAnonymousAttribute;
