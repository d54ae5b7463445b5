using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class MessagesByIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboundMessages_State_DueAtUtc",
                table: "OutboundMessages");

            migrationBuilder.DropIndex(
                name: "IX_OneTapLinks_Purpose_SubjectId",
                table: "OneTapLinks");

            migrationBuilder.CreateIndex(
                name: "IX_OutboundMessages_State_IsUrgent_DueAtUtc_OutboundMessageId",
                table: "OutboundMessages",
                columns: new[] { "State", "IsUrgent", "DueAtUtc", "OutboundMessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_OneTapLinks_SubjectId_Purpose",
                table: "OneTapLinks",
                columns: new[] { "SubjectId", "Purpose" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboundMessages_State_IsUrgent_DueAtUtc_OutboundMessageId",
                table: "OutboundMessages");

            migrationBuilder.DropIndex(
                name: "IX_OneTapLinks_SubjectId_Purpose",
                table: "OneTapLinks");

            migrationBuilder.CreateIndex(
                name: "IX_OutboundMessages_State_DueAtUtc",
                table: "OutboundMessages",
                columns: new[] { "State", "DueAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_OneTapLinks_Purpose_SubjectId",
                table: "OneTapLinks",
                columns: new[] { "Purpose", "SubjectId" },
                unique: true);
        }
    }
}
