using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Reference;

internal sealed class SkillConfiguration : IEntityTypeConfiguration<Skill>
{
    public void Configure(EntityTypeBuilder<Skill> skill)
    {
        skill.HasKey(s => s.SkillCode);
        skill.Property(s => s.SkillCode).HasMaxLength(Skill.CodeMaxLength);
    }
}

internal sealed class LanguageConfiguration : IEntityTypeConfiguration<Language>
{
    public void Configure(EntityTypeBuilder<Language> language)
    {
        language.HasKey(l => l.LanguageCode);
        language.Property(l => l.LanguageCode).HasMaxLength(Language.CodeMaxLength);
    }
}

internal sealed class HelpCategoryConfiguration : IEntityTypeConfiguration<HelpCategory>
{
    public void Configure(EntityTypeBuilder<HelpCategory> category)
    {
        category.HasKey(c => c.HelpCategoryCode);
        category.Property(c => c.HelpCategoryCode).HasMaxLength(HelpCategory.CodeMaxLength);
        category.Property(c => c.Symbol).HasMaxLength(HelpCategory.SymbolMaxLength);
    }
}
