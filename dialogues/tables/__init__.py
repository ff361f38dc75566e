"""Published records as tables and files of documents, for the pages and the API alike.

columns     the columns of each kind
writing     CSV and NDJSON, written as they are read
"""
