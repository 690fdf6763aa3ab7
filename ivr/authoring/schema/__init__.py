"""What an editor knows of the files: JSON Schemas, made from the models of the steps and the tables of the readers."""
