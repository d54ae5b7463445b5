using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class VolunteersByState : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Volunteers_State_ErasedAtUtc_SearchText",
                table: "Volunteers",
                columns: new[] { "State", "ErasedAtUtc", "SearchText" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Volunteers_State_ErasedAtUtc_SearchText",
                table: "Volunteers");
        }
    }
}
