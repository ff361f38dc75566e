"""What makes entering a release quick: all of it on the meeting's form, without a mouse and without another page.

dates               dates typed in words, shown back as EDTF and as readers will see them
finding             what a box offers while somebody types in it
making              a record made from a box
names               a pasted list of names, matched line by line
previous            the delegation of the previous edition
"""
