# The doors of the project. Each installs what it needs into .venv first.

bin := .venv/bin
run := .venv/.run-installed
dev := .venv/.dev-installed
lock := $(bin)/uv pip compile --quiet --generate-hashes --no-header --universal --python-version 3.11

.PHONY: help install demo demo-files test lint bench shots proof-score lock messages
.DEFAULT_GOAL := help

help:  ## list the doors
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

install: $(run)  ## install what running needs
	@echo "· installed in .venv"

demo: demo-files  ## build the sample committee and its report, and serve them on this machine
	@$(bin)/dangvu serve

demo-files: $(run)  ## build the sample committee and its report
	@$(bin)/dangvu demo

test: lint  ## lint, then run all tests on SQLite and PostgreSQL
	@$(bin)/python -m tools.run_tests

lint: $(dev)  ## check style, types and the import contract
	@echo "· style"
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --check --quiet
	@echo "· types"
	@$(bin)/mypy --no-error-summary
	@echo "· imports"
	@report=$$($(bin)/lint-imports --no-logo) || { echo "$$report"; exit 1; }

bench: $(dev)  ## measure against the budgets
	@$(bin)/python -m benchmarks

shots: $(dev)  ## write screenshots of every page to var/shots
	@$(bin)/python -m tools.shots

proof-score: $(dev)  ## score proofreading on its labelled passages
	@$(bin)/python -m tests.proofreading.score --errors

lock: $(dev)  ## resolve the dependencies of requirements/*.in anew
	@$(lock) requirements/run.in -o requirements/run.txt
	@$(lock) requirements/dev.in --constraint requirements/run.txt -o requirements/dev.txt

messages: $(dev)  ## gather the sentences to translate and compile the translations (needs gettext)
	@cd src/dangvu && ../../$(bin)/django-admin makemessages --locale en --no-obsolete --no-wrap --add-location file --verbosity 0
	@sed -i -e '/^"POT-Creation-Date:/d' -e '/^"Report-Msgid-Bugs-To:/d' src/dangvu/locale/en/LC_MESSAGES/django.po
	@cd src/dangvu && ../../$(bin)/django-admin compilemessages --verbosity 0

$(run): requirements/run.txt pyproject.toml
	@sh tools/install.sh run
	@touch $@

$(dev): requirements/dev.txt pyproject.toml
	@sh tools/install.sh dev
	@touch $(run) $@
