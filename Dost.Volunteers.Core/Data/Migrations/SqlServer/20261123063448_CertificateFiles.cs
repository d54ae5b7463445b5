using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dost.Volunteers.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CertificateFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "StoredFileId",
                table: "Certificates",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_StoredFileId",
                table: "Certificates",
                column: "StoredFileId");

            migrationBuilder.AddForeignKey(
                name: "FK_Certificates_StoredFiles_StoredFileId",
                table: "Certificates",
                column: "StoredFileId",
                principalTable: "StoredFiles",
                principalColumn: "StoredFileId",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Certificates_StoredFiles_StoredFileId",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_StoredFileId",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "StoredFileId",
                table: "Certificates");
        }
    }
}
