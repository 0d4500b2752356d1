"""Exports of newspaper databases (Factiva, Nexis, ProQuest): files with many articles, in layouts of their own."""
