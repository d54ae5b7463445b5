using Dost.Volunteers.Core.Volunteers.SignUp;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>What the pages of the sign-up share.</summary>
public abstract class StageForm
{
    /// <summary>How often the page had been saved when it was opened.</summary>
    public int Revision { get; set; }

    /// <summary>What the page offers to choose from; never read from a request.</summary>
    [BindNever, ValidateNever]
    public JoinChoices Choices { get; set; } = null!;

    /// <summary>The draft as it stands; null before the first page was saved. Never read from a request.</summary>
    [BindNever, ValidateNever]
    public OpenDraft? Draft { get; set; }

    [BindNever]
    public abstract SignUpStage Stage { get; }
}
