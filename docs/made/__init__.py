"""The pages and parts of pages that the site takes from the project itself, anew with each build."""
